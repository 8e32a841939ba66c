package io.github.grad4j.autograd.train;

import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Update;
import io.github.grad4j.core.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The parameters after the best epoch, and for how long no loss has been lower by enough.
 *
 * <p>The first are variables, so that a checkpoint keeps them; the second follows from the losses
 * of all epochs, and is counted again when a run goes on.
 */
final class EarlyStopping {
  private static final String SLOT = "best";

  private final Patience patience;
  private final OptimizerState state;
  private double best = Double.POSITIVE_INFINITY;
  private double lower = Double.POSITIVE_INFINITY;
  private int waited;

  /**
   * @param patience when it stops
   * @param training what the optimizer knows
   */
  EarlyStopping(Patience patience, OptimizerState training) {
    this.patience = patience;
    this.state = training.withSlots(SLOT, 0);
  }

  /** Whether the best of the parameters is among variables with these names. */
  static boolean isKept(List<Variable> parameters, Set<String> names) {
    return parameters.stream().anyMatch(w -> names.contains(w.name() + "/" + SLOT));
  }

  /** That of the training, and the best parameters. */
  OptimizerState state() {
    return state;
  }

  /** Counts an epoch, and tells whether it is the best so far. NaN and infinity never are. */
  boolean count(double loss) {
    // Infinity less a number is infinity.
    boolean isLower = loss < lower - patience.least();
    lower = isLower ? loss : lower;
    waited = isLower ? 0 : waited + 1;
    boolean isBest = loss < best;
    best = isBest ? loss : best;
    return isBest;
  }

  boolean isOver() {
    return waited >= patience.epochs();
  }

  /** Keeps the parameters as they are, in place of those that were the best. */
  void remember() {
    assign(kept(), state.parameters());
  }

  /** Gives the parameters back what they were after the best epoch, if there was one. */
  void restore() {
    if (best < Double.POSITIVE_INFINITY) {
      assign(state.parameters(), kept());
    }
  }

  private List<Variable> kept() {
    return state.parameters().stream().map(w -> state.slot(w, SLOT)).toList();
  }

  private static void assign(List<Variable> to, List<Variable> from) {
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < to.size(); i++) {
      updates.add(new Update(to.get(i), from.get(i)));
    }
    // A plan needs all its variables alone before it assigns the first.
    try (Plan plan = Plan.of(List.of(), updates)) {
      plan.run();
    }
  }
}
