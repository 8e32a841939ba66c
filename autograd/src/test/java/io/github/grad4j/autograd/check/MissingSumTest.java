package io.github.grad4j.autograd.check;

import static io.github.grad4j.ops.Ops.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The gradient of a broadcast operand that was not summed back is told from other mistakes. */
final class MissingSumTest {
  private static final Constant MATRIX =
      Constant.of(new double[][] {{0.5, 1.5, -1}, {2, -0.25, 0.75}});

  private static final Constant ROW = Constant.of(new double[] {1.25, -0.5, 2});

  /** What is said of matrix times row, or number, if the second gradient is this part of all. */
  private static String remark(Constant operand, UnaryOperator<Tensor> part) {
    RuledOp product =
        new RuledOp(
            x -> multiply(x.get(0), x.get(1)),
            List.of(
                (x, y, g) -> multiply(g, x.get(1)),
                (x, y, g) -> part.apply(multiply(g, x.get(0)))));
    GradientReport report = GradientCheck.of(x -> product.on(x), MATRIX, operand).check();
    assertThat(report.inputs().get(0).verdict()).isEqualTo(Verdict.RIGHT);
    assertThat(report.inputs().get(1).verdict()).isEqualTo(Verdict.WRONG);
    return report.inputs().get(1).remark();
  }

  private static Tensor row(Tensor g, int at) {
    return squeeze(slice(g, range(at, at + 1)), 0);
  }

  @Test
  void one_row_instead_of_the_sum_of_rows() {
    assertThat(remark(ROW, g -> row(g, 0)))
        .isEqualTo("missing sum: only index 0 along axis 0 of the output counts");
    assertThat(remark(ROW, g -> row(g, 1)))
        .isEqualTo("missing sum: only index 1 along axis 0 of the output counts");
  }

  @Test
  void a_number_that_is_summed_along_one_axis_only() {
    assertThat(remark(Constant.of(3.0), g -> reduceSum(row(g, 1))))
        .isEqualTo("missing sum: only index 1 along axis 0 of the output counts");
  }

  @Test
  void a_number_that_is_not_summed_at_all() {
    assertThat(remark(Constant.of(3.0), g -> reduceSum(slice(row(g, 0), range(0, 1)))))
        .isEqualTo("missing sum: only indices [0, 0] along axes [0, 1] of the output counts");
  }

  @Test
  void one_matrix_of_a_batch() {
    OracleGradient mutant =
        OracleGradient.read("mutants").stream()
            .filter(m -> m.id().equals("M36"))
            .findFirst()
            .orElseThrow();
    GradientReport report = GradientCheck.of(WrongRules.get("M36")::on, mutant.inputs()).check();
    assertThat(report.inputs().get(1).remark())
        .isEqualTo("missing sum: only index 0 along axis 0 of the output counts");
  }

  @Test
  void a_mean_is_told_by_its_factor() {
    assertThat(remark(ROW, g -> reduceMean(g, axes(0))))
        .isEqualTo("0.500000 times the right gradient");
  }

  @Test
  void all_of_the_output_is_no_slice_of_it() {
    // The terms nearly cancel, so that the error of their sum is small beside them.
    double[][] terms = {{1e8, 1 - 1e8}};
    assertThat(MissingSum.describe(new double[] {1.00001}, terms, Shape.of(1, 2))).isEmpty();
  }

  @Test
  void what_is_nearly_a_row_is_not_taken_for_one() {
    assertThat(remark(ROW, g -> multiply(row(g, 0), 1.001))).startsWith("ratio");
    assertThat(remark(ROW, g -> reverse(row(g, 0), 0))).startsWith("ratio");
  }
}
