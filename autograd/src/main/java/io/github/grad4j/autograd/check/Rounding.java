package io.github.grad4j.autograd.check;

import static io.github.grad4j.ops.Abs.abs;
import static io.github.grad4j.ops.Multiply.multiply;
import static io.github.grad4j.ops.NotEqual.notEqual;
import static io.github.grad4j.ops.ReduceSum.reduceSum;
import static io.github.grad4j.ops.Where.where;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.core.Alias;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How much the rounding of the numbers on the way may move the weighted sum.
 *
 * <p>A relative error of 1 of a number v moves the sum by v̄·v, where v̄ is what is pulled back to
 * it. Numbers that do not move along the tangent are rounded the same way each time and left out. A
 * number that is 0 at the point is not so beside it, where it is as large as it moves. The bound is
 * one of first order, and no better than the rules that it uses.
 *
 * <p>Source: A. Griewank and A. Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, section 3.4,
 * doi:10.1137/1.9780898717761.
 *
 * @param ofNumbers scalars whose sum is the bound at the point, for a precision of 1
 * @param ofMoves scalars whose sum is added to it for each unit of the tangent
 */
record Rounding(List<Tensor> ofNumbers, List<Tensor> ofMoves) {
  static Rounding of(Level level, List<Input> tangents) {
    List<Tensor> numbers = numbers(level);
    List<Tensor> pulled = level.pulledBack(numbers);
    List<Tensor> pushed = Autograd.jvp(numbers, level.inputs(), tangents);
    List<Tensor> ofNumbers = new ArrayList<>();
    List<Tensor> ofMoves = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      Tensor effect = abs(multiply(pulled.get(i), numbers.get(i)));
      ofNumbers.add(reduceSum(where(notEqual(pushed.get(i), 0), effect, 0)));
      ofMoves.add(reduceSum(abs(multiply(pulled.get(i), pushed.get(i)))));
    }
    return new Rounding(ofNumbers, ofMoves);
  }

  /** What is computed from the inputs, and these. */
  private static List<Tensor> numbers(Level level) {
    Set<Tensor> moving = new HashSet<>(level.inputs());
    List<Tensor> numbers = new ArrayList<>(level.inputs());
    for (Tensor tensor : Tensors.order(level.ys())) {
      if (tensor instanceof Node node
          && node.type().isFloating()
          && node.inputs().stream().anyMatch(moving::contains)) {
        moving.add(node);
        if (!(node.op() instanceof Alias)) {
          numbers.add(node);
        }
      }
    }
    return numbers;
  }
}
