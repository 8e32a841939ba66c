package io.github.grad4j.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Domain;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

final class RulesTest {
  @ParameterizedTest
  @MethodSource("io.github.grad4j.autograd.Catalogue#ops")
  void an_op_has_a_partial_for_each_input_and_none_between_floats_and_others(Class<?> op) {
    for (Example example : Catalogue.examples(op)) {
      List<Tensor> inputs = new ArrayList<>();
      for (Domain domain : example.domains()) {
        inputs.add(new Input("x" + inputs.size(), type(domain)));
      }
      for (Tensor tensor : Tensors.order(List.of(example.formula().apply(inputs)))) {
        if (tensor instanceof Node node) {
          verify(node, Rules.partials(node));
        }
      }
    }
  }

  private static void verify(Node node, List<Partial> partials) {
    assertThat(partials).as("%s", node).hasSameSizeAs(node.inputs());
    for (int i = 0; i < partials.size(); i++) {
      if (node.type().isFloating() != node.input(i).type().isFloating()) {
        assertThat(partials.get(i).isNone()).as("partial %d of %s is none", i, node).isTrue();
      }
    }
  }

  private static TensorType type(Domain domain) {
    DataType type =
        switch (domain.kind()) {
          case INDEX -> DataType.INT64;
          case BOOLEAN -> DataType.BOOL;
          default -> DataType.DOUBLE;
        };
    return new TensorType(type, domain.shape());
  }
}
