package io.github.grad4j.benchmarks;

import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A figure that is to be reached.
 *
 * @param name what the table calls it
 * @param sense on which side of the bound it is to be
 * @param bound what is asked for
 * @param stretch what is hoped for; the bound where nothing more is
 * @param figure how it follows from results; empty where they lack what it needs
 */
record Target(
    String name,
    Sense sense,
    double bound,
    double stretch,
    Function<Results, OptionalDouble> figure) {
  /** Which figures are good. */
  enum Sense {
    /** Large ones. */
    AT_LEAST("≥"),
    /** Small ones. */
    AT_MOST("≤");

    private final String sign;

    Sense(String sign) {
      this.sign = sign;
    }

    boolean met(double figure, double bound) {
      return this == AT_LEAST ? figure >= bound : figure <= bound;
    }
  }

  /** The bound, and in brackets the stretch. */
  String wanted() {
    String wanted = sense.sign + " " + Numbers.brief(bound);
    return stretch == bound ? wanted : wanted + " (" + Numbers.brief(stretch) + ")";
  }

  /** What became of it. */
  String verdict(double reached) {
    if (!sense.met(reached, bound)) {
      return "**no**";
    }
    return stretch != bound && sense.met(reached, stretch) ? "yes, stretch" : "yes";
  }
}
