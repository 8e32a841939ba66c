package io.github.grad4j.autograd.check;

import io.github.grad4j.autograd.Autograd;
import io.github.grad4j.core.Constant;
import io.github.grad4j.core.Example;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Node;
import io.github.grad4j.core.Partial;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Whether a wrong rule is the right one in other words.
 *
 * <p>Nothing here is compared with the function, so that no checker has a say in it.
 */
enum Equivalence {
  /** The rules differ. */
  NONE,

  /** Formulas tell: a rule that is a constant map is held, or the maps exchanged are one map. */
  BY_STRUCTURE,

  /** Numbers tell: the rules give the same wherever they are evaluated. */
  BY_NUMBERS;

  /** Some thousand roundings; the smallest mistakes are of 1e-4. */
  private static final double ROUNDINGS = 1e-12;

  private static final int POINTS = 64;

  static Equivalence of(Mutant mutant) {
    boolean isProven =
        switch (mutant.mutation()) {
          case FIRST_ORDER, JVP_FIRST_ORDER, VJP_FIRST_ORDER ->
              mutant.nodes().stream().allMatch(node -> isConstant(node, mutant.input()));
          case SWAP -> mutant.nodes().stream().allMatch(node -> isSymmetric(node, mutant.input()));
          default -> false;
        };
    if (isProven) {
      return BY_STRUCTURE;
    }
    return isSameEverywhere(mutant) ? BY_NUMBERS : NONE;
  }

  /**
   * Whether no tangent of the op's inputs, constants aside, reaches what a rule gives. The
   * derivative of the rule is linear in them, and so it is 0.
   */
  private static boolean isConstant(Node node, int input) {
    List<Tensor> inputs = new ArrayList<>();
    node.inputs().forEach(x -> inputs.add(x instanceof Constant ? x : new Input("x", x.type())));
    if (!(node.op().on(inputs) instanceof Node y)) {
      throw new AssertionError(node + " is no node when it is made again");
    }
    Partial partial = y.op().partials(y).get(input);
    List<Tensor> rule = List.of(partial.vjp(leaf(y)), partial.jvp(leaf(node.input(input))));
    List<Tensor> xs =
        inputs.stream().filter(x -> x instanceof Input && x.type().isFloating()).toList();
    List<Tensor> tangents = xs.stream().map(Equivalence::leaf).toList();
    return Collections.disjoint(Tensors.order(Autograd.jvp(rule, xs, tangents)), tangents);
  }

  private static Tensor leaf(Tensor like) {
    return new Input("leaf", like.type());
  }

  /**
   * Whether exchanged partials belong to one tensor, which gets their sum, or are both identity.
   */
  private static boolean isSymmetric(Node node, int input) {
    List<Partial> partials = node.op().partials(node);
    int other = Mutation.partner(node, partials, input);
    Tensor cotangent = leaf(node);
    return other < 0
        || node.input(input) == node.input(other)
        || (partials.get(input).vjp(cotangent) == cotangent
            && partials.get(other).vjp(cotangent) == cotangent);
  }

  /**
   * Whether the wrong rule computes what the right one does: both modes, and their derivatives in
   * all that they depend on, along random directions at random points of the example's domain.
   * Nothing is compared with the function, so that no checker has a say in this.
   */
  private static boolean isSameEverywhere(Mutant mutant) {
    SplittableRandom seeds = new SplittableRandom(MutantOutcome.SEED);
    for (int i = 0; i < POINTS; i++) {
      long seed = seeds.nextLong();
      List<double[]> right = derivatives(mutant.right(), seed);
      List<double[]> wrong = derivatives(mutant.wrong(), seed);
      for (int k = 0; k < right.size(); k++) {
        double near = ROUNDINGS * Math.max(1, OpComputation.largest(right.get(k)));
        if (OpComputation.difference("", wrong.get(k), right.get(k), near).isPresent()) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<double[]> derivatives(Example example, long seed) {
    OpSample sample = new OpSample(example, DataType.DOUBLE, seed);
    Random random = new Random(seed);
    List<Tensor> pulled = sample.pulled();
    List<Tensor> pushed = List.of(sample.pushed());
    List<Input> ofPulled = new ArrayList<>(sample.xs());
    ofPulled.add(sample.cotangent());
    List<Input> ofPushed = new ArrayList<>(sample.xs());
    ofPushed.addAll(sample.tangents());
    List<Tensor> formulas = new ArrayList<>(pulled);
    formulas.addAll(pushed);
    formulas.addAll(Autograd.jvp(pulled, ofPulled, directions(ofPulled, random)));
    formulas.addAll(Autograd.jvp(pushed, ofPushed, directions(ofPushed, random)));
    return sample.evaluate(formulas);
  }

  private static List<Tensor> directions(List<Input> inputs, Random random) {
    List<Tensor> directions = new ArrayList<>();
    for (Input input : inputs) {
      double[] direction = OpSample.direction(random, input.shape().size());
      directions.add(Constant.of(direction, input.shape(), input.type().dataType()));
    }
    return directions;
  }
}
