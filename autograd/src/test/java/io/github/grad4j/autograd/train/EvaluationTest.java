package io.github.grad4j.autograd.train;

import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.ReduceMean.reduceMean;
import static io.github.grad4j.ops.Subtract.subtract;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Variable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class EvaluationTest {
  private static final INDArray FEATURES = Nd4j.createFromArray(1.0, 2, 3, 4, 10);
  private static final INDArray LABELS = Nd4j.createFromArray(0.0, 0, 0, 0, 5);

  @Test
  void the_mean_is_over_examples_whatever_the_batches() {
    Variable w = Variable.of("w", new double[] {1}, Shape.scalar());
    try (Evaluation difference =
        new Evaluation((x, y) -> reduceMean(subtract(multiply(x, w), y)))) {
      for (int size = 1; size <= 6; size++) {
        assertThat(difference.mean(Batches.inOrder(FEATURES, LABELS, size))).isEqualTo(3);
      }
      w.assign(new double[] {2});
      assertThat(difference.mean(Batches.inOrder(FEATURES, LABELS, 4))).isEqualTo(7);
    }
  }
}
