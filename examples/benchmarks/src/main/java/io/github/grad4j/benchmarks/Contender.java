package io.github.grad4j.benchmarks;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** A library, and a way to use it, that can train the {@link Problem}. */
public interface Contender {
  /** What tables call ours. */
  String OURS = "grad4j";

  /**
   * What parameters and tables call it.
   *
   * @return a short name
   */
  String name();

  /**
   * Makes the step.
   *
   * @param batch the number of examples
   * @param rule how a step moves the parameters
   * @return the step, before any training
   */
  Step prepare(int batch, Rule rule);

  /**
   * All contenders that are here: those of the profile {@code peers} only where it is active.
   *
   * @return ours first
   */
  static List<Contender> all() {
    return Stream.concat(
            Stream.of(
                new Grad4jContender(OURS, Grad4jContender.Feeding.COPIED),
                new Grad4jContender("grad4j-in-place", Grad4jContender.Feeding.IN_PLACE),
                new EagerContender("nd4j-eager", EagerContender.Style.OPS),
                new EagerContender("nd4j-blas", EagerContender.Style.BLAS),
                new SameDiffFitContender(),
                new SameDiffLoopContender()),
            ServiceLoader.load(Contender.class).stream().map(ServiceLoader.Provider::get))
        .toList();
  }

  /**
   * A contender by its name.
   *
   * @param name what {@link #name} returns
   * @return the contender
   */
  static Contender named(String name) {
    return all().stream()
        .filter(contender -> contender.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no contender is called " + name));
  }
}
