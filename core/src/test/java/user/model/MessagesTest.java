package user.model;

import static io.github.grad4j.core.TestOps.add;
import static io.github.grad4j.core.TestOps.multiply;
import static io.github.grad4j.core.TestOps.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.core.Alias;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Axes;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.IndexException;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.OpException;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Plan;
import io.github.grad4j.core.PlanException;
import io.github.grad4j.core.Rows;
import io.github.grad4j.core.Shape;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.Tensors;
import io.github.grad4j.core.TestOps;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import io.github.grad4j.core.Violations;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Messages word for word, as a user's program gets them. */
class MessagesTest {
  private final Input x = Input.of("x", DataType.FLOAT, 2, 3);
  private final Variable w = Variable.of("w", new float[2], Shape.of(2));

  /** The line of the caller, as messages name it; {@code below} lines further down. */
  private static String here(int below) {
    int line =
        StackWalker.getInstance()
            .walk(frames -> frames.skip(1).findFirst().orElseThrow())
            .getLineNumber();
    return "at MessagesTest.java:" + (line + below);
  }

  @Test
  void a_node_remembers_the_line_that_made_it() {
    String line = here(1);
    Tensor y = add(x, x);
    assertThat(y).hasToString("add FLOAT[2, 3] " + line);
    assertThat(((Node) y).where()).isEqualTo(line);
    assertThat(((Node) y).forward()).isEmpty();
  }

  @Test
  void a_node_made_inside_a_stream_remembers_the_users_line() {
    String line = here(1);
    List<Tensor> sums = Stream.<Tensor>of(x, w).map(TestOps::sum).toList();
    assertThat(sums.get(1)).hasToString("sum FLOAT[] " + line);
  }

  @Test
  void a_node_of_a_derivative_rule_remembers_the_forward_node() {
    String line = here(1);
    Node y = (Node) multiply(x, x);
    Node first = (Node) y.deriving(() -> multiply(x, y));
    Node second = (Node) first.deriving(() -> add(y, first));
    Node outside = (Node) add(x, x);
    assertThat(first).hasToString("multiply FLOAT[2, 3] in the derivative of multiply " + line);
    assertThat(first.forward()).contains(y);
    assertThat(second.where())
        .isEqualTo("in the derivative of multiply in the derivative of multiply " + line);
    assertThat(outside.forward()).isEmpty();
  }

  @Test
  void a_rule_that_throws_leaves_no_scope_open() {
    Node y = (Node) sum(x);
    assertThatThrownBy(
            () ->
                y.deriving(
                    () -> {
                      throw new IllegalArgumentException("the rule's own");
                    }))
        .isInstanceOf(OpException.class);
    assertThat(((Node) sum(x)).forward()).isEmpty();
  }

  @Test
  void a_broadcast_error_draws_both_shapes_below_the_sentence() {
    String made = here(1);
    Tensor y = multiply(x, x);
    String line = here(1);
    assertThatThrownBy(() -> add(y, w))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "add: shapes [2, 3] and [2] do not broadcast (axis -1: 3 vs 2, and neither is 1) "
                + line
                + "; a created by multiply FLOAT[2, 3] "
                + made
                + "; b is variable w FLOAT[2]\n"
                + "  first    2  3\n"
                + "  second      2\n"
                + "              ^");
  }

  @Test
  void a_type_error_names_the_operands() {
    Constant number = Constant.of(2.0);
    String line = here(1);
    assertThatThrownBy(() -> add(x, number))
        .isInstanceOf(TypeException.class)
        .hasMessage(
            "add: takes one element type but got FLOAT[2, 3] and DOUBLE[] "
                + line
                + "; a is input x FLOAT[2, 3]; b is constant DOUBLE[] 2.0");
  }

  @Test
  void an_axis_error_names_the_operand() {
    String line = here(1);
    assertThatThrownBy(() -> Axes.axes(2).of(x))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Axes.of: axis 2 is outside [-2, 2) for shape [2, 3] "
                + line
                + "; its operand is input x FLOAT[2, 3]");
  }

  @Test
  void an_op_of_the_users_own_is_no_users_line() {
    String line = here(1);
    Tensor y = Half.half(x);
    assertThat(y).hasToString("half FLOAT[2, 3] " + line);
    String failing = here(1);
    assertThatThrownBy(() -> Half.half(w))
        .isInstanceOf(ShapeException.class)
        .hasMessage("half: takes matrices only " + failing + "; input 0 is variable w FLOAT[2]");
  }

  /** An alias that says its data are another type's. */
  private record Widened() implements Alias {
    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0).withDataType(DataType.DOUBLE);
    }

    @Override
    public List<Partial> partials(Node y) {
      return List.of();
    }
  }

  @Test
  void an_alias_of_other_data_is_refused_at_the_users_line() {
    Op widened = new Widened();
    String line = here(1);
    assertThatThrownBy(() -> widened.on(w))
        .isInstanceOf(OpException.class)
        .hasMessage(
            "widened: the output of an Alias has its input's elements, as many and of the same type, but"
                + " infer says DOUBLE[2] for FLOAT[2]; correct infer, or do not implement Alias "
                + line
                + "; x is variable w FLOAT[2]");
  }

  @Test
  void an_op_without_a_name_is_told_of_all_the_same() {
    Op op =
        new Op() {
          @Override
          public TensorType infer(List<TensorType> inputs) {
            return inputs.get(0);
          }

          @Override
          public Kernel bind(List<Slot> inputs, Slot output) {
            return () -> {};
          }

          @Override
          public List<Partial> partials(Node y) {
            return List.of();
          }
        };
    assertThat(op.on(x).toString()).startsWith("anonymous op FLOAT[2, 3] at MessagesTest.java:");
  }

  /** As users write theirs. */
  private record Half() implements Op {
    static Tensor half(Tensor x) {
      return new Half().on(x);
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
      if (inputs.get(0).shape().rank() != 2) {
        throw new ShapeException("takes matrices only");
      }
      return inputs.get(0);
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      return () -> {};
    }

    @Override
    public List<Partial> partials(Node y) {
      return List.of();
    }
  }

  @Test
  void a_replacement_of_another_shape_is_refused_at_the_users_line() {
    String line = here(1);
    assertThatThrownBy(() -> Tensors.substitute(List.of(x), Map.of(x, w)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "substitute: input x FLOAT[2, 3] is replaced by variable w FLOAT[2]; shapes must be"
                + " equal "
                + line);
  }

  @Test
  void an_input_that_was_never_fed_is_named() {
    Tensor y = sum(x);
    String line = here(1);
    assertThatThrownBy(() -> y.evaluate())
        .isInstanceOf(PlanException.class)
        .hasMessage(
            "evaluate: input x FLOAT[2, 3] has no value yet; make a plan with Plan.of(...) and feed"
                + " it with plan.feed(input, values) before run() "
                + line);
  }

  @Test
  void a_plan_tells_what_it_was_fed() {
    try (Plan plan = Plan.of(sum(x))) {
      String line = here(1);
      assertThatThrownBy(() -> plan.feed(x, Nd4j.create(DataType.FLOAT, 3, 2)))
          .isInstanceOf(ShapeException.class)
          .hasMessage(
              "feed: input x FLOAT[2, 3] has shape [2, 3] but the values have shape [3, 2]; give"
                  + " values of its shape, they are not broadcast "
                  + line);
      String rows = here(1);
      assertThatThrownBy(() -> plan.feed(x, Rows.of(Nd4j.create(DataType.DOUBLE, 2, 3))))
          .isInstanceOf(TypeException.class)
          .hasMessage(
              "feed: input x FLOAT[2, 3] holds FLOAT but the values are DOUBLE; cast them to FLOAT "
                  + rows);
    }
  }

  @Test
  void a_scalar_that_is_not_finite_is_named() {
    Variable v = Variable.of("v", Constant.of(1.0));
    String made = here(1);
    Tensor loss = TestOps.divide(v, Constant.of(0.0));
    try (Plan plan = Plan.of(List.of(loss), List.of(new Update(v, v)))) {
      String line = here(1);
      assertThatThrownBy(() -> plan.run())
          .hasMessage(
              "run: a scalar output is Infinity, so no variable was updated; all keep the values"
                  + " that led to it "
                  + line
                  + "; the output created by divide DOUBLE[] "
                  + made);
    }
  }

  @Test
  void formulas_are_printed_one_tensor_a_line() {
    String line = here(1);
    Tensor y = add(sum(x), Constant.like(x, 2));
    assertThat(Tensors.print(y))
        .isEqualToNormalizingNewlines(
            "%0 = input x FLOAT[2, 3]\n"
                + "%1 = sum(%0) FLOAT[] "
                + line
                + "\n%2 = constant FLOAT[] 2.0\n"
                + "%3 = add(%1, %2) FLOAT[] "
                + line
                + "\n");
  }

  @Test
  void as_many_operands_are_given_as_the_op_has() {
    Op add = TestOps.addition();
    String line = here(1);
    assertThatThrownBy(() -> add.on(x))
        .isInstanceOf(ArgumentException.class)
        .hasMessage(
            "add: takes 2 inputs (a, b) but got 1; give one tensor for each "
                + line
                + "; a is input x FLOAT[2, 3]");
    assertThatThrownBy(() -> add.on())
        .hasMessageContaining("takes 2 inputs (a, b) but got 0; give one tensor for each");
    assertThatThrownBy(() -> add.on(x, x, w))
        .hasMessageContaining("takes 2 inputs (a, b) but got 3; give one tensor for each")
        .hasMessageEndingWith("; input 2 is variable w FLOAT[2]");
  }

  @Test
  void rules_broken_together_are_numbered() {
    Constant y = Constant.of(2.0);
    String line = here(1);
    assertThatThrownBy(() -> Both.both(w, y))
        .isInstanceOf(TypeException.class)
        .hasMessage(
            "both: breaks 2 rules "
                + line
                + "; left is variable w FLOAT[2]; right is constant DOUBLE[] 2.0\n"
                + "  1. both are one type\n"
                + "  2. both are matrices\n"
                + "     [2]\n"
                + "  Multiply numbers with multiply");
    String one = here(1);
    assertThatThrownBy(() -> Both.both(w, w))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "both: both are matrices. Multiply numbers with multiply "
                + one
                + "; left is variable w FLOAT[2]; right is variable w FLOAT[2]\n  [2]");
  }

  /** An op of two rules. */
  private record Both() implements Op {
    static Tensor both(Tensor left, Tensor right) {
      return new Both().on(left, right);
    }

    @Override
    public List<String> inputNames() {
      return List.of("left", "right");
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
      Violations violations = new Violations();
      violations.check(() -> requireOneType(inputs));
      violations.check(() -> requireMatrices(inputs));
      violations.throwIfAny("Multiply numbers with multiply");
      return inputs.get(0);
    }

    private static void requireOneType(List<TensorType> inputs) {
      if (inputs.get(0).dataType() != inputs.get(1).dataType()) {
        throw new TypeException("both are one type");
      }
    }

    private static void requireMatrices(List<TensorType> inputs) {
      if (inputs.get(0).shape().rank() != 2) {
        throw new ShapeException("both are matrices\n  " + inputs.get(0).shape());
      }
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      return () -> {};
    }

    @Override
    public List<Partial> partials(Node y) {
      return List.of();
    }
  }

  @Test
  void a_null_is_named_with_the_line_that_gave_it() {
    Tensor[] operands = {x, null};
    String line = here(1);
    assertThatThrownBy(() -> TestOps.addition().on(operands))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("on: b is null; every argument must be given " + line);
  }

  @Test
  void an_op_that_breaks_its_contract_is_named() {
    IllegalStateException own = new IllegalStateException("the op's own");
    String line = here(1);
    assertThatThrownBy(() -> new Broken(Fault.NULL_TYPE, own).on(x))
        .isInstanceOf(OpException.class)
        .hasMessage(
            "broken: infer of broken returned null; correct the op "
                + line
                + "; input 0 is input x FLOAT[2, 3]");
    assertThatThrownBy(() -> new Broken(Fault.THROWING_INFER, own).on(x))
        .isInstanceOf(OpException.class)
        .hasMessageStartingWith(
            "broken: infer of broken threw java.lang.IllegalStateException: the op's own; correct"
                + " the op at MessagesTest.java:")
        .hasCause(own);
    assertThatThrownBy(() -> new Broken(Fault.NULL_NAME, own).on(x))
        .isInstanceOf(OpException.class)
        .hasMessageContaining("name() of user.model.MessagesTest$Broken returned null");
    assertThatThrownBy(() -> new Broken(Fault.BLANK_NAME, own).on(x))
        .isInstanceOf(OpException.class)
        .hasMessageContaining("name() of user.model.MessagesTest$Broken is blank; return the word");
    assertThatThrownBy(() -> new Broken(Fault.NULL_INPUT_NAMES, own).on(x))
        .isInstanceOf(OpException.class)
        .hasMessageContaining("inputNames() of broken returned null");
  }

  @Test
  void an_op_that_cannot_be_bound_is_named_when_it_is_planned() {
    IllegalStateException own = new IllegalStateException("the op's own");
    String made = here(1);
    Tensor unbound = new Broken(Fault.NULL_KERNEL, own).on(x);
    String line = here(1);
    assertThatThrownBy(() -> Plan.of(unbound))
        .isInstanceOf(OpException.class)
        .hasMessage(
            "Plan.of: bind of broken returned null; correct the op "
                + line
                + "; in broken FLOAT[2, 3] "
                + made);
    assertThatThrownBy(() -> Plan.of(new Broken(Fault.THROWING_BIND, own).on(x)))
        .isInstanceOf(OpException.class)
        .hasMessageContaining("bind of broken threw java.lang.IllegalStateException: the op's own")
        .hasCause(own);
  }

  @Test
  void a_kernel_that_throws_is_named_and_its_exception_kept() {
    IllegalStateException own = new IllegalStateException("the op's own");
    String made = here(1);
    Tensor y = new Broken(Fault.THROWING_KERNEL, own).on(x);
    try (Plan plan = Plan.of(y)) {
      plan.feed(x, new float[6]);
      String line = here(1);
      assertThatThrownBy(() -> plan.run())
          .isInstanceOf(OpException.class)
          .hasMessage(
              "run: the kernel of broken threw java.lang.IllegalStateException: the op's own;"
                  + " correct the op "
                  + line
                  + "; in broken FLOAT[2, 3] "
                  + made)
          .hasCause(own);
      String replayed = here(1);
      assertThatThrownBy(() -> plan.replay())
          .isInstanceOf(OpException.class)
          .hasMessage(
              "replay: the kernel of broken threw java.lang.IllegalStateException: the op's own;"
                  + " correct the op "
                  + replayed
                  + "; in broken FLOAT[2, 3] "
                  + made)
          .hasCause(own);
    }
    IndexException ours = new IndexException("label 3 is outside [0, 3)");
    Tensor z = new Broken(Fault.THROWING_KERNEL, ours).on(x);
    try (Plan plan = Plan.of(z)) {
      plan.feed(x, new float[6]);
      assertThatThrownBy(() -> plan.run()).isSameAs(ours);
    }
  }

  @Test
  void a_derivative_rule_that_breaks_its_contract_is_named() {
    String made = here(1);
    Node y = (Node) sum(x);
    Supplier<Tensor> nothing = () -> Map.<String, Tensor>of().get("no tensor");
    String line = here(1);
    assertThatThrownBy(() -> y.deriving(nothing))
        .isInstanceOf(OpException.class)
        .hasMessage(
            "deriving: a derivative rule of sum returned null; correct the op "
                + line
                + "; in the derivative of sum FLOAT[] "
                + made);
  }

  /** What is wrong with an op. */
  private enum Fault {
    NULL_TYPE,
    THROWING_INFER,
    NULL_NAME,
    BLANK_NAME,
    NULL_INPUT_NAMES,
    NULL_KERNEL,
    THROWING_BIND,
    THROWING_KERNEL
  }

  /** An op with one fault. */
  @SuppressWarnings("NullAway") // A method that returns null is what is told of.
  private record Broken(Fault fault, RuntimeException own) implements Op {
    private <T> T unless(Fault named, T right) {
      return fault == named ? null : right;
    }

    private void throwIf(Fault named) {
      if (fault == named) {
        throw own;
      }
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
      throwIf(Fault.THROWING_INFER);
      return unless(Fault.NULL_TYPE, inputs.get(0));
    }

    @Override
    public String name() {
      return fault == Fault.BLANK_NAME ? " " : unless(Fault.NULL_NAME, "broken");
    }

    @Override
    public List<String> inputNames() {
      return unless(Fault.NULL_INPUT_NAMES, List.of());
    }

    @Override
    public Kernel bind(List<Slot> inputs, Slot output) {
      throwIf(Fault.THROWING_BIND);
      return unless(Fault.NULL_KERNEL, () -> throwIf(Fault.THROWING_KERNEL));
    }

    @Override
    public List<Partial> partials(Node y) {
      return List.of();
    }
  }

  @Test
  void a_plan_tells_how_it_is_used() {
    Input other = Input.of("other", DataType.FLOAT, 2);
    Tensor y = sum(x);
    Plan plan = Plan.of(y);
    String line = here(1);
    assertThatThrownBy(() -> plan.feed(other, new float[2]))
        .isInstanceOf(PlanException.class)
        .hasMessage(
            "feed: input other FLOAT[2] is not part of this plan; its inputs are [x] " + line);
    String short5 = here(1);
    assertThatThrownBy(() -> plan.feed(x, new float[5]))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "feed: 5 values do not fill shape [2, 3], which has 6; give one for each element "
                + short5);
    String early = here(1);
    assertThatThrownBy(() -> plan.scalar(y))
        .isInstanceOf(PlanException.class)
        .hasMessage(
            "scalar: nothing was computed yet, or the last run failed; call run() first " + early);
    String unnamed = here(1);
    assertThatThrownBy(() -> plan.value(x))
        .isInstanceOf(PlanException.class)
        .hasMessage(
            "value: input x FLOAT[2, 3] is not an output of this plan; name it in Plan.of(...) to"
                + " read it "
                + unnamed);
    plan.close();
    String closed = here(1);
    assertThatThrownBy(() -> plan.run())
        .isInstanceOf(PlanException.class)
        .hasMessage("run: this plan is closed; make a new one with Plan.of(...) " + closed);
  }
}
