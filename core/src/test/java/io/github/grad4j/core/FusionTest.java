package io.github.grad4j.core;

import static io.github.grad4j.core.TestOps.add;
import static io.github.grad4j.core.TestOps.mix;
import static io.github.grad4j.core.TestOps.multiply;
import static io.github.grad4j.core.TestOps.reshape;
import static io.github.grad4j.core.TestOps.reverse;
import static io.github.grad4j.core.TestOps.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Fusion.Group;
import io.github.grad4j.core.TestOps.Back;
import io.github.grad4j.core.TestOps.Front;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.buffer.DataType;

class FusionTest {
  private static final int DEEP = 100_000;

  private final Input x = Input.of("x", DataType.DOUBLE, 6);
  private final Input z = Input.of("z", DataType.DOUBLE, 6);

  @Test
  void a_chain_is_one_kernel_and_only_its_end_is_stored() {
    assertThat(groups(mix(mix(mix(x, z), z), x))).containsExactly("%2 %3 %4 stores %4");
  }

  @Test
  void what_is_wanted_outside_is_stored() {
    Tensor a = mix(x, z);
    Tensor b = mix(a, z);
    Tensor c = mix(b, a);
    assertThat(groups(a, c)).containsExactly("%2 %3 %4 stores %2 %4");
    assertThat(groups(c, reverse(b))).containsExactly("%2 %3 %4 stores %3 %4");
  }

  @Test
  void one_op_is_no_group() {
    assertThat(groups(reverse(mix(x, z)))).isEmpty();
  }

  @Test
  void a_reader_outside_closes_a_group() {
    Tensor a = mix(mix(x, z), z);
    Tensor b = mix(mix(reverse(a), a), x);
    assertThat(groups(b)).containsExactly("%2 %3 stores %3", "%5 %6 stores %6");
  }

  @Test
  void another_name_for_a_member_closes_a_group() {
    Tensor a = mix(mix(x, z), z);
    Tensor b = reshape(reshape(a, 2, 3), 6);
    assertThat(groups(mix(mix(a, b), b))).containsExactly("%2 %3 stores %3", "%6 %7 stores %7");
  }

  @Test
  void ops_that_ask_nothing_of_each_other_share_a_kernel() {
    Tensor a = mix(x, x);
    Tensor b = mix(z, z);
    assertThat(groups(a, b)).containsExactly("%1 %3 stores %1 %3");
  }

  @Test
  void a_row_between_that_reads_no_member_stays_outside() {
    Tensor a = mix(x, z);
    Tensor b = mix(a, reverse(x));
    assertThat(groups(b)).containsExactly("%2 %4 stores %4");
  }

  @Test
  void shapes_and_precisions_have_groups_of_their_own() {
    Input n = Input.of("n", DataType.INT64, 6);
    Input f = Input.of("f", DataType.FLOAT, 6);
    Input s = Input.scalar("s", DataType.DOUBLE);
    assertThat(groups(mix(mix(n, n), n))).isEmpty();
    assertThat(groups(mix(mix(x, s), mix(s, s)))).isEqualTo(List.of("%2 %4 stores %4"));
    assertThat(groups(mix(x, x), mix(f, f), mix(x, z), mix(f, mix(f, f))))
        .containsExactly("%1 %5 stores %1 %5", "%3 %6 stores %3 %6");
  }

  @Test
  void folded_rows_and_pairs_stay_outside() {
    Tensor folded = mix(Constant.of(new double[6]), Constant.of(2.0));
    assertThat(groups(mix(mix(x, folded), folded))).containsExactly("%4 %5 stores %5");
    Tensor a = mix(x, z);
    Tensor b = mix(a, z);
    assertThat(groups(mix(new Front().on(b), new Back().on(b)))).containsExactly("%2 %3 stores %3");
  }

  /** Each group's members and those of them that are stored, in the order of the kernels. */
  private static List<String> groups(Tensor... outputs) {
    Program program = Program.sharing(List.of(outputs));
    int[] keep = Arrays.stream(outputs).mapToInt(program::row).toArray();
    BitSet folded = Folding.folded(program);
    int[] partners = Pairing.partners(program, folded);
    Fusion fusion = Fusion.of(program, folded, partners, keep);
    List<String> found = new ArrayList<>();
    for (int row = 0; row < program.size(); row++) {
      Optional<Group> group = fusion.group(row);
      if (group.isPresent() && group.get().last() == row) {
        List<Integer> rows = group.get().rows();
        List<Integer> stored = rows.stream().filter(fusion::isStored).toList();
        found.add(names(rows) + " stores " + names(stored));
      }
    }
    return found;
  }

  private static String names(List<Integer> rows) {
    return rows.stream().map(row -> "%" + row).collect(Collectors.joining(" "));
  }

  @Test
  void results_lie_over_operands_that_nobody_reads_afterwards() {
    // A line of memory begins at a multiple of 64 bytes: x, z, and two reversals.
    Tensor a = reverse(x);
    Tensor b = reverse(z);
    Tensor c = mix(mix(a, b), a);
    Tensor d = mix(c, b);
    try (Plan plan = Plan.of(c, d)) {
      assertThat(plan.bytes()).isEqualTo(4 * 64);
      double[] one = {1, 2, 3, 4, 5, 6};
      double[] two = {6, 5, 4, 3, 2, 1};
      plan.feed(x, one).feed(z, two).run();
      // a = 6..1, b = 1..6; 3(3a + b) + a = 10a + 3b; 3(10a + 3b) + b = 30a + 10b.
      assertThat(plan.doubles(c)).containsExactly(63, 56, 49, 42, 35, 28);
      assertThat(plan.doubles(d)).containsExactly(93, 73, 53, 33, 13, 90);
    }
  }

  @Test
  void long_arrays_take_many_tiles() {
    int n = 10_007;
    Input a = Input.of("a", DataType.FLOAT, 3, n);
    Input row = Input.of("row", DataType.FLOAT, n);
    Input column = Input.of("column", DataType.FLOAT, 3, 1);
    Tensor y = add(multiply(add(a, row), column), row);
    double[] values = IntStream.range(0, 3 * n).mapToDouble(i -> i % 1000).toArray();
    double[] rows = IntStream.range(0, n).mapToDouble(i -> i % 777).toArray();
    double[] columns = {2, 3, 5};
    try (Plan plan = Plan.of(y)) {
      assertThat(plan.toString()).startsWith("1 kernels");
      plan.feed(a, values).feed(row, rows).feed(column, columns).run();
      double[] actual = plan.doubles(y);
      for (int i = 0; i < 3 * n; i++) {
        double r = rows[i % n];
        assertThat(actual[i]).isEqualTo((values[i] + r) * columns[i / n] + r);
      }
    }
  }

  @Test
  void an_error_in_a_kernel_names_the_member_that_failed() {
    Tensor y = mix(new Picky().on(mix(x, z)), z);
    try (Plan plan = Plan.of(y)) {
      assertThat(plan.toString()).startsWith("1 kernels");
      plan.feed(x, new double[] {1, 2, 3, 4, 5, 6}).feed(z, new double[6]);
      assertThatThrownBy(plan::run)
          .isInstanceOf(IndexException.class)
          .hasMessageContaining("18 is too much")
          .hasMessageContaining("; in picky DOUBLE[6] ");
    }
  }

  /** x, if it is less than 18. */
  private record Picky() implements Pointwise, TestOps.Plain {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0);
    }

    @Override
    public void apply(double[][] inputs, double[] output, int n) {
      for (int i = 0; i < n; i++) {
        if (inputs[0][i] >= 18) {
          throw new IndexException("18 is too much");
        }
        output[i] = inputs[0][i];
      }
    }
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void many_members_results_and_operands_take_no_more_than_linear_time() {
    Variable v = Variable.of("v", Constant.of(1.0));
    List<Tensor> outputs = new ArrayList<>();
    Tensor y = v;
    for (int i = 0; i < DEEP; i++) {
      y = mix(y, reverse(mix(v, Constant.of((double) i))));
      if (i % 2 == 0) {
        outputs.add(y);
      }
    }
    outputs.add(sum(y));
    try (Plan plan = Plan.of(outputs)) {
      assertThat(plan.run().scalar(outputs.get(0))).isBetween(0.0, 97.0);
    }
  }

  /** Copies its first input, and writes down the shape in which it is given the second. */
  private record Noting(List<Shape> shapes) implements Pointwise, TestOps.Plain {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0);
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      shapes.add(inputs.get(1).shape());
      return Pointwise.super.bind(inputs, output);
    }

    @Override
    public void apply(double[][] inputs, double[] output, int n) {
      System.arraycopy(inputs[1], 0, output, 0, n);
    }
  }

  @Test
  void of_a_constant_that_is_one_number_everywhere_a_single_element_is_read() {
    for (double last : new double[] {0.5, -0.5, 0.0, -0.0, Double.NaN}) {
      for (double others : new double[] {0.5, -0.5, 0.0, -0.0, Double.NaN}) {
        List<Shape> shapes = new ArrayList<>();
        double[] numbers = {others, others, others, others, others, last};
        Tensor y = new Noting(shapes).on(x, Constant.of(numbers, Shape.of(6)));
        try (Plan plan = Plan.of(y)) {
          plan.feed(x, new double[6]).run();
          assertThat(plan.doubles(y)).containsExactly(numbers);
        }
        boolean equal = Double.compare(last, others) == 0;
        assertThat(shapes).containsExactly(equal ? Shape.scalar() : Shape.of(6));
      }
    }
  }
}
