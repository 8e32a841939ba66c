package user.model;

import static io.github.grad4j.autograd.Autograd.gradient;
import static io.github.grad4j.autograd.Autograd.jvp;
import static io.github.grad4j.ops.Losses.softmaxCrossEntropyWithLogits;
import static io.github.grad4j.ops.Losses.sparseSoftmaxCrossEntropyWithLogits;
import static io.github.grad4j.ops.Ops.add;
import static io.github.grad4j.ops.Ops.axes;
import static io.github.grad4j.ops.Ops.cast;
import static io.github.grad4j.ops.Ops.concat;
import static io.github.grad4j.ops.Ops.gather;
import static io.github.grad4j.ops.Ops.log;
import static io.github.grad4j.ops.Ops.matmul;
import static io.github.grad4j.ops.Ops.reduceMean;
import static io.github.grad4j.ops.Ops.reduceSum;
import static io.github.grad4j.ops.Ops.reshape;
import static io.github.grad4j.ops.Ops.where;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grad4j.autograd.train.Batches;
import io.github.grad4j.autograd.train.Evaluation;
import io.github.grad4j.core.ArgumentException;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Kernel;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Op;
import io.github.grad4j.core.OpException;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.ShapeException;
import io.github.grad4j.core.Slot;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.TensorType;
import io.github.grad4j.core.TypeException;
import io.github.grad4j.ops.Gather;
import io.github.grad4j.ops.Log;
import io.github.grad4j.ops.ReduceSum;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Messages of formulas, derivatives and training word for word, as a user's program gets them. */
class FormulaMessagesTest {
  private final Input x = Input.of("x", DataType.FLOAT, 32, 7);
  private final Input w = Input.of("w", DataType.FLOAT, 7, 10);
  private final Input labels = Input.of("labels", DataType.FLOAT, 32, 9);

  /** The line of the caller, as messages name it; {@code below} lines further down. */
  private static String here(int below) {
    int line =
        StackWalker.getInstance()
            .walk(frames -> frames.skip(1).findFirst().orElseThrow())
            .getLineNumber();
    return "at FormulaMessagesTest.java:" + (line + below);
  }

  @Test
  void one_broken_rule_is_told_in_one_sentence() {
    String made = here(1);
    Tensor logits = matmul(x, w);
    String line = here(1);
    assertThatThrownBy(() -> softmaxCrossEntropyWithLogits(labels, logits))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "softmaxCrossEntropyWithLogits: labels shape [32, 9] does not match logits shape [32,"
                + " 10] (axis 1: 9 vs 10). Labels hold one probability per class; for integer class"
                + " ids use sparseSoftmaxCrossEntropyWithLogits "
                + line
                + "; labels is input labels FLOAT[32, 9]; logits created by matmul FLOAT[32, 10] "
                + made);
  }

  @Test
  void a_loss_numbers_the_rules_that_its_operands_break() {
    Input ids = Input.of("ids", DataType.INT64, 32, 9);
    Tensor logits = matmul(x, w);
    String line = here(1);
    assertThatThrownBy(() -> softmaxCrossEntropyWithLogits(ids, logits, 2))
        .isInstanceOf(TypeException.class)
        .hasMessageStartingWith(
            "softmaxCrossEntropyWithLogits: breaks 3 rules " + line + "; labels")
        .hasMessageEndingWith(
            "\n  1. labels and logits are both FLOAT or both DOUBLE, but got LONG[32, 9] and"
                + " FLOAT[32, 10]"
                + "\n  2. labels shape [32, 9] does not match logits shape [32, 10] (axis 1: 9 vs"
                + " 10)"
                + "\n  3. axis 2 is outside [-2, 2) for shape [32, 10]"
                + "\n  Labels hold one probability per class; for integer class ids use"
                + " sparseSoftmaxCrossEntropyWithLogits");
    assertThatThrownBy(() -> sparseSoftmaxCrossEntropyWithLogits(labels, logits))
        .isInstanceOf(TypeException.class)
        .hasMessageEndingWith(
            "\n  1. labels are LONG class ids, but got FLOAT[32, 9]"
                + "\n  2. labels shape [32, 9] does not match logits shape [32, 10], which without"
                + " its class axis 1 is [32]"
                + "\n  Labels hold one LONG class id per example; for one probability per class use"
                + " softmaxCrossEntropyWithLogits");
  }

  @Test
  void ops_of_several_rules_number_those_that_are_broken() {
    Input doubles = Input.of("d", DataType.DOUBLE, 3, 6, 10);
    Input batch = Input.of("b", DataType.FLOAT, 2, 32, 7);
    assertThatThrownBy(() -> matmul(batch, doubles))
        .isInstanceOf(TypeException.class)
        .hasMessageContaining("matmul: breaks 3 rules at ")
        .hasMessageContaining(
            "\n  1. takes two FLOAT or two DOUBLE tensors but got FLOAT[2, 32, 7]")
        .hasMessageContaining("\n  2. as many columns on the left as rows on the right are needed")
        .hasMessageContaining("\n  3. the axes before the last two are batches and must broadcast");
    assertThatThrownBy(() -> gather(x, w, 2))
        .hasMessageContaining("gather: breaks 2 rules at ")
        .hasMessageContaining("\n  1. indices are LONG but got FLOAT[7, 10]; cast them first")
        .hasMessageContaining("\n  2. axis 2 is outside [-2, 2) for shape [32, 7]");
    assertThatThrownBy(() -> where(x, w, cast(w, DataType.DOUBLE)))
        .hasMessageContaining("where: breaks 3 rules at ")
        .hasMessageContaining("\n  1. takes a BOOL condition but got FLOAT[32, 7]")
        .hasMessageContaining("\n  2. takes inputs of one element type but got FLOAT[7, 10] and")
        .hasMessageContaining("\n  3. shapes [32, 7] and [7, 10] do not broadcast");
    assertThatThrownBy(() -> concat(List.of(x, doubles), 2))
        .hasMessageContaining("concat: breaks 2 rules at ")
        .hasMessageContaining("\n  1. axis 2 is outside [-2, 2) for shape [32, 7]")
        .hasMessageContaining("\n  2. only tensors of one element type are joined but got");
    assertThatThrownBy(() -> reduceSum(Input.of("i", DataType.INT64, 2), axes(1)))
        .hasMessageContaining("reduceSum: breaks 2 rules at ")
        .hasMessageContaining("\n  1. takes FLOAT or DOUBLE but got LONG[2]; cast it first")
        .hasMessageContaining("\n  2. axis 1 is outside [-1, 1) for shape [2]");
  }

  @Test
  void a_clash_is_drawn_under_its_number() {
    Input doubles = Input.of("d", DataType.DOUBLE, 7, 10);
    String line = here(1);
    assertThatThrownBy(() -> add(x, doubles))
        .hasMessage(
            "add: breaks 2 rules "
                + line
                + "; a is input x FLOAT[32, 7]; b is input d DOUBLE[7, 10]"
                + "\n  1. takes inputs of one element type but got FLOAT[32, 7] and DOUBLE[7, 10];"
                + " cast one of them"
                + "\n  2. shapes [32, 7] and [7, 10] do not broadcast (axis -1: 7 vs 10, and"
                + " neither is 1)"
                + "\n     first    32   7"
                + "\n     second    7  10"
                + "\n                   ^");
  }

  @Test
  void an_op_is_applied_to_as_many_tensors_as_it_takes() {
    String line = here(1);
    assertThatThrownBy(() -> new Log().on(x, w))
        .isInstanceOf(ArgumentException.class)
        .hasMessage(
            "log: takes 1 input (x) but got 2; give one tensor for each "
                + line
                + "; x is input x FLOAT[32, 7]; input 1 is input w FLOAT[7, 10]");
  }

  @Test
  void a_record_is_checked_where_it_is_made() {
    String line = here(1);
    assertThatThrownBy(() -> new Gather(-1))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Gather: an op's own axis is counted from the front, from 0, but it is -1; only the"
                + " factory counts from the end "
                + line);
    assertThatThrownBy(() -> new ReduceSum(List.of(5, 5), false))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("ReduceSum: axis 5 is named twice in [5, 5]; name each axis once");
    assertThatThrownBy(() -> new ReduceSum(List.of(5), false).on(x))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("reduceSum: axis 5 is outside [-2, 2) for shape [32, 7] at ");
  }

  @Test
  void the_gradient_of_what_is_no_scalar_has_two_ways_out() {
    String made = here(1);
    Tensor y = log(x);
    String line = here(1);
    assertThatThrownBy(() -> gradient(y, x))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "gradient: only a scalar has a gradient, but the loss has shape [32, 7]; reduce it with"
                + " reduceSum or reduceMean, or ask for jacobian(y, x) "
                + line
                + "; the loss created by log FLOAT[32, 7] "
                + made);
  }

  /** The operand itself, with a derivative rule to be given. */
  private record Ruled(Function<Node, List<Partial>> rule) implements Op {
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
      return rule.apply(y);
    }
  }

  @SuppressWarnings({"NullAway", "UnusedVariable"}) // What is told of is that it is null.
  private static <T> T nothingFor(T present) {
    return null;
  }

  @Test
  void a_derivative_rule_that_breaks_its_contract_is_named() {
    String made = here(1);
    Tensor y = new Ruled(n -> List.of()).on(x);
    String line = here(1);
    assertThatThrownBy(() -> gradient(reduceSum(y), x))
        .isInstanceOf(OpException.class)
        .hasMessage(
            "gradient: op ruled has 0 partials for 1 inputs; its partials method must return one"
                + " for each, none() where there is no derivative "
                + line
                + "; its node created by ruled FLOAT[32, 7] "
                + made);
    List<Partial> holed = new ArrayList<>();
    holed.add(nothingFor(Partial.none()));
    refuse(n -> holed, "op ruled has 1 partials, one of them null, for 1 inputs");
    refuse(n -> nothingFor(holed), "a derivative rule of ruled returned null; correct the op");
    refuse(
        n -> List.of(Partial.symmetric(t -> nothingFor(t))),
        "a derivative rule of ruled returned null; correct the op");
    refuse(
        n -> List.of(Partial.symmetric(t -> reduceSum(t))),
        "of op ruled for input 0 returned FLOAT[] where FLOAT[32, 7] belongs; correct the op's"
            + " partials");
    refuse(
        n -> List.of(Partial.symmetric(t -> cast(t, DataType.DOUBLE))),
        "of op ruled for input 0 returned DOUBLE[32, 7] where FLOAT[32, 7] belongs");
    refuse(
        n -> {
          throw new IllegalStateException("its own");
        },
        "a derivative rule of ruled threw java.lang.IllegalStateException: its own");
  }

  private void refuse(Function<Node, List<Partial>> rule, String message) {
    String made = here(1);
    Tensor y = new Ruled(rule).on(x);
    assertThatThrownBy(() -> gradient(reduceSum(y), x))
        .isInstanceOf(OpException.class)
        .hasMessageContaining(message)
        .hasMessageEndingWith("ruled FLOAT[32, 7] " + made);
    assertThatThrownBy(() -> jvp(y, List.of(x), List.of(x)))
        .isInstanceOf(OpException.class)
        .hasMessageContaining(message)
        .hasMessageEndingWith("ruled FLOAT[32, 7] " + made);
  }

  @Test
  void a_wrong_formula_in_a_rule_is_told_with_the_node_it_belongs_to() {
    String made = here(1);
    Tensor y = new Ruled(n -> List.of(Partial.symmetric(t -> add(t, w)))).on(x);
    assertThatThrownBy(() -> gradient(reduceSum(y), x))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("add: shapes [32, 7] and [7, 10] do not broadcast")
        .hasMessageContaining("; in the derivative of ruled FLOAT[32, 7] " + made + "\n");
  }

  @Test
  void what_is_averaged_is_one_number() {
    INDArray rows = Nd4j.create(new double[][] {{1, 2}, {3, 4}});
    try (Evaluation vector =
            new Evaluation((features, answers) -> reshape(reduceMean(features), 1));
        Evaluation nothing = new Evaluation((features, answers) -> nothingFor(features))) {
      assertThatThrownBy(() -> vector.mean(Batches.inOrder(rows, rows, 2)))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining(
              "mean: what is averaged over batches is one number for each, but the formula has"
                  + " shape [1]; reduce it with reduceMean or reduceSum at ")
          .hasMessageContaining("; the number created by reshape DOUBLE[1] at ");
      assertThatThrownBy(() -> nothing.mean(Batches.inOrder(rows, rows, 2)))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("what the formula of a batch returned is null");
    }
  }
}
