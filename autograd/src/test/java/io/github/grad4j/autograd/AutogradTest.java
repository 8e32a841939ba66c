package io.github.grad4j.autograd;

import static io.github.grad4j.ops.Losses.softmaxCrossEntropyWithLogits;
import static io.github.grad4j.ops.Ops.add;
import static io.github.grad4j.ops.Ops.cast;
import static io.github.grad4j.ops.Ops.exp;
import static io.github.grad4j.ops.Ops.floor;
import static io.github.grad4j.ops.Ops.greater;
import static io.github.grad4j.ops.Ops.log;
import static io.github.grad4j.ops.Ops.matmul;
import static io.github.grad4j.ops.Ops.multiply;
import static io.github.grad4j.ops.Ops.reduceMean;
import static io.github.grad4j.ops.Ops.reduceSum;
import static io.github.grad4j.ops.Ops.sign;
import static io.github.grad4j.ops.Ops.sin;
import static io.github.grad4j.ops.Ops.softmax;
import static io.github.grad4j.ops.Ops.square;
import static io.github.grad4j.ops.Ops.stopGradient;
import static io.github.grad4j.ops.Ops.subtract;
import static io.github.grad4j.ops.Ops.tanh;
import static io.github.grad4j.ops.Ops.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Grad4jException;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Variable;
import io.github.grad4j.ops.AddN;
import io.github.grad4j.ops.Binary;
import io.github.grad4j.ops.ReduceSum;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import user.model.Model;

final class AutogradTest {
  /** Results of size 1 after some dozens of roundings of 2⁻⁵³ each. */
  private static final Offset<Double> ROUNDINGS = within(0x1p-47);

  private static final long SEED = 7;

  @Nested
  class Sweeps {
    @Test
    void a_tensor_used_on_two_paths_gets_the_sum_of_both() {
      Variable x = vector(0.5, -1.5);
      Tensor square = square(x);
      Tensor diamond = reduceSum(multiply(sin(square), exp(square)));
      // d/ds sin(s)·exp(s) = (cos s + sin s)·exp(s), and ds/dx = 2x.
      double[] expected = new double[2];
      for (int i = 0; i < 2; i++) {
        double v = new double[] {0.5, -1.5}[i];
        double s = v * v;
        expected[i] = (Math.cos(s) + Math.sin(s)) * Math.exp(s) * 2 * v;
      }
      assertClose(Autograd.gradient(diamond, x), expected);
    }

    @Test
    void a_tensor_times_itself_has_twice_itself() {
      Variable x = vector(3, -2);
      assertClose(Autograd.gradient(reduceSum(multiply(x, x)), x), 6, -4);
    }

    @Test
    void a_tensor_used_a_hundred_times_gets_a_hundred_terms() {
      Variable x = vector(3, -2);
      Tensor sum = x;
      for (int i = 1; i < 100; i++) {
        sum = add(sum, multiply(x, i + 1));
      }
      Tensor gradient = Autograd.gradient(reduceSum(sum), x);
      assertClose(gradient, 5050, 5050);
      // What is added at once is in memory at once.
      assertThat(Tensors.order(List.of(gradient)))
          .filteredOn(tensor -> tensor instanceof Node node && node.op() instanceof AddN)
          .isNotEmpty()
          .allMatch(terms -> ((Node) terms).inputs().size() <= 8);
    }

    @Test
    void what_cancels_between_large_terms_is_left_exactly() {
      Variable x = Variable.of("x", new double[] {0.1}, Shape.scalar());
      Tensor huge = multiply(x, 1e16);
      Tensor loss = add(add(huge, x), subtract(multiply(x, 2), huge));
      assertThat(scalar(Autograd.gradient(loss, x))).isEqualTo(3);
      Tensor apart = add(add(multiply(x, 1e17), x), subtract(multiply(x, 2), multiply(x, 1e17)));
      assertThat(scalar(Autograd.gradient(apart, x))).isEqualTo(3);
    }

    @Test
    void one_tensor_as_both_operands_of_a_product_of_matrices() {
      Variable x = matrix(2, 1, 2, 3, 4);
      // d Σ(X·X) / dX = 1·Xᵀ + Xᵀ·1: sums of the columns' rows and of the rows' columns.
      assertClose(Autograd.gradient(reduceSum(matmul(x, x)), x), 3 + 4, 7 + 4, 3 + 6, 7 + 6);
    }

    @Test
    void one_matrix_for_a_whole_batch_gets_one_product_not_a_sum_of_products() {
      Variable batch = Variable.of("batch", random(12), Shape.of(3, 2, 2));
      for (Variable x : List.of(matrix(2, 1, 2, 3, 4), vector(1, 2))) {
        Tensor y = matmul(batch, x);
        Tensor cotangent = Constant.of(new double[y.shape().size()], y.shape());
        Tensor pulled = Autograd.vjp(y, List.of(x), cotangent).get(0);
        assertThat(Tensors.order(List.of(pulled)))
            .noneMatch(tensor -> tensor instanceof Node node && node.op() instanceof ReduceSum);
      }
    }

    @Test
    void broadcast_operands_get_their_sums() {
      Variable column = Variable.of("c", new double[] {1, 2, 3}, Shape.of(3, 1));
      Variable row = Variable.of("r", new double[] {1, 2, 3, 4}, Shape.of(1, 4));
      Tensor weights = Constant.of(random(12), Shape.of(3, 4));
      List<Tensor> gradients = Autograd.vjp(add(column, row), List.of(column, row), weights);
      double[] w = random(12);
      assertThat(gradients.get(0).shape()).isEqualTo(Shape.of(3, 1));
      assertThat(gradients.get(1).shape()).isEqualTo(Shape.of(1, 4));
      assertClose(
          gradients.get(0),
          w[0] + w[1] + w[2] + w[3],
          w[4] + w[5] + w[6] + w[7],
          w[8] + w[9] + w[10] + w[11]);
      assertClose(
          gradients.get(1),
          w[0] + w[4] + w[8],
          w[1] + w[5] + w[9],
          w[2] + w[6] + w[10],
          w[3] + w[7] + w[11]);
    }

    @Test
    void an_unused_input_has_zeros_in_both_modes() {
      Variable x = vector(1, 2);
      Variable unused = matrix(2, 1, 2, 3, 4, 5, 6);
      Tensor loss = reduceSum(square(x));
      List<Tensor> gradients = Autograd.gradients(loss, List.of(unused, x));
      assertThat(gradients.get(0).type()).isEqualTo(unused.type());
      assertClose(gradients.get(0), 0, 0, 0, 0, 0, 0);
      assertClose(gradients.get(1), 2, 4);
      assertThat(scalar(Autograd.jvp(loss, List.of(unused), List.of(unused)))).isZero();
    }

    @Test
    void a_node_within_the_formula_may_be_the_x() {
      Variable x = vector(0.5, -1);
      Tensor y = square(x);
      Tensor loss = reduceSum(exp(y));
      List<Tensor> gradients = Autograd.gradients(loss, List.of(y, x, loss));
      assertClose(gradients.get(0), Math.exp(0.25), Math.exp(1));
      assertClose(gradients.get(1), Math.exp(0.25), -2 * Math.exp(1));
      assertClose(gradients.get(2), 1);
      // A tangent given to a node is added to what comes from before it.
      Tensor one = Constant.of(new double[] {1, 1}, Shape.of(2));
      Tensor pushed = Autograd.jvp(loss, List.of(x, y), List.of(one, one));
      assertClose(pushed, Math.exp(0.25) * (1 + 1) + Math.exp(1) * (-2 + 1));
    }

    @Test
    void an_x_named_twice_gets_its_gradient_twice() {
      Variable x = vector(3, -2);
      Tensor loss = reduceSum(square(x));
      List<Tensor> gradients = Autograd.gradients(loss, List.of(x, x));
      assertClose(gradients.get(0), 6, -4);
      assertClose(gradients.get(1), 6, -4);
      // Then d(x, x) -> dL is the adjoint: it takes the sum of the tangents.
      assertClose(Autograd.jvp(loss, List.of(x, x), List.of(x, x)), 2 * 2 * (9 + 4));
    }

    @Test
    void a_chain_of_a_hundred_thousand_ops_is_differentiated_planned_and_run() {
      Variable x = vector(0.5, 1);
      Tensor y = x;
      for (int i = 0; i < 100_000; i++) {
        y = add(y, x);
      }
      Tensor gradient = Autograd.gradient(reduceSum(y), x);
      Tensor pushed = Autograd.jvp(y, List.of(x), List.of(x));
      try (Plan plan = Plan.of(y, gradient, pushed)) {
        plan.run();
        assertThat(plan.doubles(y)).containsExactly(50_000.5, 100_001);
        assertThat(plan.doubles(gradient)).containsExactly(100_001, 100_001);
        assertThat(plan.doubles(pushed)).containsExactly(50_000.5, 100_001);
      }
    }

    @Test
    void a_tensor_of_no_elements_has_a_gradient_of_no_elements() {
      Variable x = Variable.of("x", new double[0], Shape.of(0, 3));
      Variable b = vector(1, 2, 3);
      Tensor loss = reduceSum(tanh(add(x, b)));
      List<Tensor> gradients = Autograd.gradients(loss, List.of(x, b));
      assertThat(gradients.get(0).shape()).isEqualTo(Shape.of(0, 3));
      assertClose(gradients.get(0));
      assertClose(gradients.get(1), 0, 0, 0);
      assertClose(Autograd.hvp(loss, List.of(b), List.of(b)).get(0), 0, 0, 0);
    }

    @Test
    void nothing_flows_where_the_path_is_cut() {
      Variable x = vector(0.5, -1.5);
      Tensor mask = cast(greater(x, 0), DataType.DOUBLE);
      for (Tensor cut : List.of(sign(x), floor(x), stopGradient(x), mask)) {
        Tensor loss = reduceSum(multiply(cut, x));
        assertClose(Autograd.gradient(loss, x), values(cut));
        assertClose(Autograd.gradient(reduceSum(cut), x), 0, 0);
        assertClose(Autograd.jvp(cut, List.of(x), List.of(x)), 0, 0);
      }
      Tensor indices = cast(cast(x, DataType.INT64), DataType.DOUBLE);
      assertClose(Autograd.gradient(reduceSum(square(indices)), x), 0, 0);
    }

    @Test
    void a_branch_not_taken_gets_nothing() {
      Variable x = vector(2, 0.5);
      Tensor safe = where(greater(x, 1), x, 1);
      assertClose(Autograd.gradient(reduceSum(where(greater(x, 1), log(safe), x)), x), 0.5, 1);
    }

    @Test
    void a_cast_carries_derivatives_between_float_and_double() {
      Variable x = Variable.of("x", new float[] {3, -2}, Shape.of(2));
      Tensor loss = reduceSum(square(cast(x, DataType.DOUBLE)));
      Tensor gradient = Autograd.gradient(loss, x);
      assertThat(gradient.type()).isEqualTo(x.type());
      assertClose(gradient, 6, -4);
      assertClose(Autograd.jvp(loss, List.of(x), List.of(x)), 2 * (9 + 4));
    }

    /** The first of two numbers; for the second the slope is left out. */
    private record First() implements Binary {
      @Override
      public double at(double a, double b) {
        return a;
      }

      @Override
      public List<Partial> slopes(Node y) {
        return List.of(Partial.symmetric(t -> t), Partial.none());
      }
    }

    @Test
    void a_broadcast_operand_without_a_derivative_gets_nothing() {
      Variable a = matrix(2, 1, 2, 3, 4);
      Variable b = vector(3, -2);
      Tensor y = new First().on(a, b);
      assertClose(Autograd.gradient(reduceSum(y), a), 1, 1, 1, 1);
      assertClose(Autograd.gradient(reduceSum(y), b), 0, 0);
      assertClose(Autograd.jvp(y, List.of(b), List.of(b)), 0, 0, 0, 0);
    }
  }

  @Nested
  class ClosedForms {
    /** Quadratic forms have the Hessian A + Aᵀ everywhere. */
    @Test
    void products_of_a_quadratic_form() {
      double[] a = random(9);
      Tensor matrix = Constant.of(a, Shape.of(3, 3));
      Variable x = vector(0.3, -0.7, 1.1);
      Tensor loss = reduceSum(multiply(x, matmul(matrix, x)));
      double[] v = {1, -2, 0.5};
      double[] expected = new double[3];
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          expected[i] += (a[3 * i + j] + a[3 * j + i]) * v[j];
        }
      }
      Tensor vector = Constant.of(v, Shape.of(3));
      assertClose(Autograd.hvp(loss, List.of(x), List.of(vector)).get(0), expected);
      Tensor inner = reduceSum(multiply(Autograd.gradient(loss, x), vector));
      assertClose(Autograd.gradient(inner, x), expected);
    }

    @Test
    void products_with_a_jacobian_and_its_transpose() {
      Tensor matrix = Constant.of(new double[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3));
      Variable x = vector(0.1, 0.2, 0.3);
      Tensor y = matmul(matrix, x);
      Tensor tangent = Constant.of(new double[] {1, 0, -1}, Shape.of(3));
      Tensor cotangent = Constant.of(new double[] {1, 10}, Shape.of(2));
      assertClose(Autograd.jvp(y, List.of(x), List.of(tangent)), -2, -2);
      assertClose(Autograd.vjp(y, List.of(x), cotangent).get(0), 41, 52, 63);
    }

    /** The Hessian of a softmax cross entropy is Σy·(diag(s) - s·sᵀ). */
    @Test
    void the_gauss_newton_product_of_a_softmax_regression_is_its_hessian() {
      Tensor x = Constant.of(random(12), Shape.of(4, 3));
      Tensor labels = Constant.of(new double[] {1, 0, 0, 1, 0.5, 0.5, 0.2, 0.8}, Shape.of(4, 2));
      Variable w = Variable.of("w", Arrays.copyOf(random(12), 6), Shape.of(3, 2));
      Tensor v = Constant.of(Arrays.copyOfRange(random(12), 6, 12), Shape.of(3, 2));
      Tensor logits = matmul(x, w);
      Tensor loss = reduceMean(softmaxCrossEntropyWithLogits(labels, logits));
      Tensor product = Autograd.ggnvp(loss, logits, List.of(w), List.of(v)).get(0);
      assertClose(product, values(Autograd.hvp(loss, List.of(w), List.of(v)).get(0)));
      assertThat(values(product)).doesNotContain(0.0);
    }

    @Test
    void the_gauss_newton_product_leaves_out_the_curvature_of_the_outputs() {
      Variable w = Variable.of("w", new double[] {0.5}, Shape.scalar());
      Tensor output = square(w);
      Tensor loss = square(subtract(output, 3));
      Tensor one = Constant.like(w, 1);
      // Jᵀ·H·J = (2w)²·2; the Hessian adds 2·(w² - 3)·2.
      assertClose(Autograd.ggnvp(loss, output, List.of(w), List.of(one)).get(0), 2);
      assertClose(Autograd.hvp(loss, List.of(w), List.of(one)).get(0), 2 + 4 * (0.25 - 3));
    }

    @Test
    void the_third_derivative_of_a_softmax_cross_entropy() {
      double[] z = {0.5, -1, 2};
      double[] y = {0.25, 1.5, 0.5};
      double[][] directions = {{1, -2, 0.5}, {0.3, 0.7, -1}, {-0.4, 1, 2}};
      Variable logits = Variable.of("z", z, Shape.of(3));
      Tensor labels = Constant.of(y, Shape.of(3));
      Tensor derivative = softmaxCrossEntropyWithLogits(labels, logits);
      for (double[] direction : directions) {
        Tensor tangent = Constant.of(direction, Shape.of(3));
        derivative = Autograd.jvp(derivative, List.of(logits), List.of(tangent));
      }
      double[] s = values(softmax(logits));
      double sum = y[0] + y[1] + y[2];
      double expected = 0;
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          for (int k = 0; k < 3; k++) {
            double weight = directions[0][i] * directions[1][j] * directions[2][k];
            expected += weight * sum * third(s, i, j, k);
          }
        }
      }
      assertClose(derivative, expected);
      // The same in reverse mode alone.
      Tensor reverse = softmaxCrossEntropyWithLogits(labels, logits);
      for (double[] direction : directions) {
        Tensor gradient = Autograd.gradient(reverse, logits);
        reverse = reduceSum(multiply(gradient, Constant.of(direction, Shape.of(3))));
      }
      assertClose(reverse, expected);
    }

    /** The third derivative of ln Σ exp z. */
    private double third(double[] s, int i, int j, int k) {
      double ij = i == j ? 1 : 0;
      double ik = i == k ? 1 : 0;
      double jk = j == k ? 1 : 0;
      return ij * jk * s[i]
          - ij * s[i] * s[k]
          - ik * s[i] * s[j]
          - jk * s[j] * s[i]
          + 2 * s[i] * s[j] * s[k];
    }

    @Test
    void the_tenth_derivative_of_a_product() {
      Variable x = Variable.of("x", new double[] {0.75}, Shape.scalar());
      Tensor y = multiply(x, exp(x));
      for (int order = 1; order <= 10; order++) {
        y = Autograd.gradient(y, x);
      }
      assertThat(scalar(y)).isCloseTo((0.75 + 10) * Math.exp(0.75), within(1e-11));
    }
  }

  @Nested
  class Mistakes {
    @Test
    void a_gradient_of_a_vector_names_its_shape_the_ways_out_and_the_line() {
      Variable x = vector(1, 2);
      assertThatThrownBy(() -> Model.gradientOfVector(x))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("gradient: ")
          .hasMessageContaining("[2]")
          .hasMessageContaining("reduceSum")
          .hasMessageContaining("jacobian")
          .hasMessageEndingWith(
              "at Model.java:22; the loss created by log DOUBLE[2] at Model.java:21");
    }

    @Test
    void a_cotangent_of_another_shape_is_refused_even_if_it_would_broadcast() {
      Variable x = vector(1, 2);
      Tensor one = Constant.like(x, 1);
      assertClose(Autograd.vjp(square(x), List.of(x), x).get(0), 2, 8);
      assertThatThrownBy(() -> Autograd.vjp(square(x), List.of(x), one))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("the cotangent has shape [] but y has shape [2]");
    }

    @Test
    void tangents_must_be_one_for_each_x_of_its_type() {
      Variable x = vector(1, 2);
      Tensor other = Constant.of(new float[] {1, 2}, Shape.of(2));
      assertClose(Autograd.jvp(square(x), List.of(x), List.of(x)), 2, 8);
      assertThatThrownBy(() -> Autograd.jvp(square(x), List.of(x), List.of()))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("0 tangents for 1 xs");
      assertThatThrownBy(() -> Autograd.jvp(square(x), List.of(x), List.of(other)))
          .isInstanceOf(TypeException.class)
          .hasMessageContaining("tangents[0] is FLOAT[2] but xs[0] is DOUBLE[2]");
      assertThatThrownBy(() -> Autograd.hvp(reduceSum(x), List.of(x), List.of(x, x)))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("2 vectors for 1 xs");
      assertThatThrownBy(() -> Autograd.ggnvp(reduceSum(x), x, List.of(x), List.of()))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("0 vectors for 1 xs");
    }

    @Test
    void integers_and_truth_values_have_no_derivative() {
      Variable indices = Variable.of("indices", new long[] {1, 2}, Shape.of(2));
      Variable x = vector(1, 2);
      Tensor loss = reduceSum(multiply(cast(indices, DataType.DOUBLE), x));
      assertClose(Autograd.gradient(loss, x), 1, 2);
      assertClose(Autograd.jvp(loss, List.of(x), List.of(x)), 5);
      assertThat(Autograd.jacobian(loss, x).shape()).isEqualTo(Shape.of(2));
      assertThatThrownBy(() -> Autograd.gradient(loss, indices))
          .isInstanceOf(TypeException.class)
          .hasMessageContaining("variable indices LONG[2]")
          .hasMessageContaining("cast");
      assertThatThrownBy(() -> Autograd.gradients(greater(reduceSum(x), 0), List.of(x)))
          .isInstanceOf(TypeException.class)
          .hasMessageContaining("the loss is")
          .hasMessageContaining("BOOL[]");
      assertThatThrownBy(() -> Autograd.jvp(greater(x, 0), List.of(x), List.of(x)))
          .isInstanceOf(TypeException.class)
          .hasMessageContaining("y is");
      List<Tensor> ys = List.of(x, greater(x, 0));
      assertThatThrownBy(() -> Autograd.jvp(ys, List.of(x), List.of(x)))
          .isInstanceOf(TypeException.class)
          .hasMessageContaining("ys[1] is");
      assertThatThrownBy(() -> Autograd.jvp(loss, List.of(indices), List.of(indices)))
          .isInstanceOf(TypeException.class)
          .hasMessageContaining("xs[0] is");
      assertThatThrownBy(() -> Autograd.jacobian(indices, x)).isInstanceOf(TypeException.class);
      assertThatThrownBy(() -> Autograd.jacobian(loss, indices)).isInstanceOf(TypeException.class);
      assertThat(Autograd.jacobian(loss, List.of(x))).hasSize(1);
      assertThatThrownBy(() -> Autograd.jacobian(loss, List.of(x, indices)))
          .isInstanceOf(TypeException.class)
          .hasMessageContaining("xs[1] is");
      assertThatThrownBy(() -> Autograd.jacobian(indices, List.of()))
          .isInstanceOf(TypeException.class);
      assertThatThrownBy(() -> Autograd.vjp(x, List.of(indices), x))
          .isInstanceOf(TypeException.class);
      assertThatThrownBy(() -> Autograd.vjp(indices, List.of(x), indices))
          .isInstanceOf(TypeException.class)
          .hasMessageContaining("y is");
    }

    /** A user's op whose rules are what a test says. */
    private record Doubled(List<Partial> partials) implements Op {
      @Override
      public TensorType infer(List<TensorType> inputs) {
        return inputs.get(0);
      }

      @Override
      public Kernel bind(List<Slot> inputs, Slot output) {
        return () -> inputs.get(0).copyTo(output);
      }

      @Override
      public List<Partial> partials(Node y) {
        return partials;
      }
    }

    @Test
    void a_rule_that_returns_another_shape_is_named() {
      Variable x = vector(1, 2);
      Tensor y = new Doubled(List.of(Partial.symmetric(t -> reduceSum(t)))).on(x);
      assertThatThrownBy(() -> Autograd.vjp(y, List.of(x), x))
          .isInstanceOf(Grad4jException.class)
          .hasMessageContaining("vjp of op doubled for input 0 returned DOUBLE[]")
          .hasMessageContaining("DOUBLE[2]")
          .hasMessageContaining("partials");
      assertThatThrownBy(() -> Autograd.jvp(y, List.of(x), List.of(x)))
          .isInstanceOf(Grad4jException.class)
          .hasMessageContaining("jvp of op doubled for input 0 returned DOUBLE[]");
    }

    @Test
    void a_rule_for_too_few_inputs_is_named() {
      Variable x = vector(1, 2);
      Tensor y = new Doubled(List.of()).on(x);
      assertThatThrownBy(() -> Autograd.vjp(y, List.of(x), x))
          .isInstanceOf(Grad4jException.class)
          .hasMessageContaining("op doubled has 0 partials for 1 inputs");
    }

    @Test
    void a_rule_that_no_x_leads_to_is_not_asked() {
      Variable x = vector(1, 2);
      Tensor beside = new Doubled(List.of()).on(Constant.of(new double[] {3, 4}, Shape.of(2)));
      Tensor y = multiply(x, beside);
      assertClose(Autograd.gradient(reduceSum(y), x), 3, 4);
      assertClose(Autograd.jvp(y, List.of(x), List.of(x)), 3, 8);
    }

    @Test
    void a_rule_from_or_to_integers_is_not_asked() {
      Variable x = vector(1, 2);
      Variable indices = Variable.of("indices", new long[] {1, 2}, Shape.of(2));
      Op copy = new Doubled(List.of(Partial.symmetric(t -> t), Partial.symmetric(t -> t)));
      Tensor y = copy.on(x, copy.on(indices, x));
      assertClose(Autograd.gradient(reduceSum(y), x), 1, 1);
      assertClose(Autograd.jvp(y, List.of(x), List.of(x)), 1, 2);
    }
  }

  @Nested
  class Origins {
    @Test
    void a_node_of_a_derivative_names_the_node_that_it_belongs_to() {
      Variable x = vector(1, 2);
      Tensor loss = Model.entropy(x);
      Tensor gradient = Autograd.gradient(loss, x);
      List<String> places =
          Tensors.order(List.of(gradient)).stream()
              .filter(tensor -> tensor instanceof Node)
              .map(tensor -> (Node) tensor)
              .filter(node -> node.forward().isPresent())
              .map(Node::where)
              .distinct()
              .toList();
      assertThat(places)
          .contains(
              "in the derivative of log at Model.java:16",
              "in the derivative of multiply at Model.java:16",
              "in the derivative of reduceSum at Model.java:16");
    }

    @Test
    void a_node_of_a_second_derivative_names_both() {
      Variable x = vector(1, 2);
      Tensor gradient = Autograd.gradient(Model.entropy(x), x);
      Tensor second = Autograd.jvp(gradient, List.of(x), List.of(x));
      List<String> places =
          Tensors.order(List.of(second)).stream()
              .filter(tensor -> tensor instanceof Node)
              .map(tensor -> ((Node) tensor).where())
              .toList();
      assertThat(places)
          .contains("in the derivative of divide in the derivative of log at Model.java:16");
    }

    @Test
    void a_sum_over_two_paths_belongs_to_the_node_where_they_meet() {
      Variable x = vector(1, 2);
      Tensor meeting = square(x);
      Tensor gradient = Autograd.gradient(reduceSum(multiply(meeting, meeting)), x);
      assertThat(Tensors.order(List.of(gradient)))
          .filteredOn(tensor -> tensor instanceof Node node && node.op() instanceof AddN)
          .singleElement()
          .satisfies(sum -> assertThat(((Node) sum).forward()).contains((Node) meeting));
      Tensor product = multiply(x, x);
      assertThat(Tensors.order(List.of(Autograd.jvp(product, List.of(x), List.of(x)))))
          .filteredOn(tensor -> tensor instanceof Node node && node.op() instanceof AddN)
          .singleElement()
          .satisfies(sum -> assertThat(((Node) sum).forward()).contains((Node) product));
    }
  }

  private static Variable vector(double... values) {
    return Variable.of("x", values, Shape.of(values.length));
  }

  private static Variable matrix(int rows, double... values) {
    return Variable.of("x", values, Shape.of(rows, values.length / rows));
  }

  /** The same numbers in [-1, 1] at each call. */
  private static double[] random(int count) {
    Random random = new Random(SEED);
    return random.doubles(count, -1, 1).toArray();
  }

  private static double[] values(Tensor tensor) {
    try (Plan plan = Plan.of(tensor)) {
      return plan.run().doubles(tensor);
    }
  }

  private static double scalar(Tensor tensor) {
    return values(tensor)[0];
  }

  private static void assertClose(Tensor tensor, double... expected) {
    assertThat(values(tensor)).containsExactly(expected, ROUNDINGS);
  }
}
