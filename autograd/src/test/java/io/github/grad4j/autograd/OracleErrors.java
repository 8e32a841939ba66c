package io.github.grad4j.autograd;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.grad4j.core.Grad4jException;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/** Programs of {@code errors.jsonl}, which must be rejected by an exception of ours. */
final class OracleErrors {
  private OracleErrors() {}

  static void verify(JsonNode row) {
    String why = row.path("why").asText();
    for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
      assertThatThrownBy(() -> provoke(row, why, type))
          .as("must be rejected as %s: %s", type, why)
          .isInstanceOf(Grad4jException.class);
    }
  }

  private static void provoke(JsonNode row, String why, DataType type) {
    List<Input> inputs = new ArrayList<>();
    for (JsonNode shape : row.path("inputShapes")) {
      int[] sizes = new int[shape.size()];
      for (int axis = 0; axis < sizes.length; axis++) {
        sizes[axis] = shape.path(axis).intValue();
      }
      inputs.add(new Input("x" + inputs.size(), new TensorType(type, Shape.of(sizes))));
    }
    Tensor y = new OracleProgram(row.path("nodes"), inputs, type).output();
    if (why.startsWith("NOT a program error")) {
      if (why.contains("without cotangent")) {
        Autograd.gradients(y, inputs);
      } else {
        Shape wrong = y.shape().equals(Shape.of(2)) ? Shape.of(3) : Shape.of(2);
        Autograd.vjp(y, inputs, new Input("cotangent", new TensorType(type, wrong)));
      }
      return;
    }
    List<Tensor> outputs = new ArrayList<>(inputs);
    outputs.add(y);
    try (Plan plan = Plan.of(outputs)) {
      for (Input input : inputs) {
        plan.feed(input, new double[input.shape().size()]);
      }
      plan.run();
    }
  }
}
