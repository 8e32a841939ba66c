package io.github.grad4j.autograd.nonfinite;

import io.github.grad4j.core.Plan;
import io.github.grad4j.core.Replay;
import io.github.grad4j.core.Tensor;
import io.github.grad4j.core.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a NaN or an infinite number came from: the chain of ops from the first whose inputs were
 * finite to the result, and what usually helps.
 *
 * <pre>{@code
 * try (Plan plan = Plan.of(loss, gradient(loss, z))) {
 *   plan.run();
 *   NonFiniteStory.of(plan).ifPresent(System.out::println);
 * }
 * }</pre>
 *
 * <p>{@code loss is NaN because log at Model.java:12 got 0.0 at [0] -> -Infinity; multiply at
 * Model.java:13 got 0.0 and -Infinity at [0] -> NaN; ...}
 *
 * <p>It is told on demand, from a {@link Plan#replay() replay}: a plan that is never asked does
 * nothing for it. The replay is of what the plan is fed with and what the variables hold when it is
 * asked. A run that threw has left them as they were; a run that made its updates has not.
 *
 * <p>Of several elements and causes the chain follows the first that is not finite, and of each
 * op's inputs the first that is to blame. Which one that is is found by experiment, putting finite
 * numbers in place of what is not, so that it holds for any op.
 *
 * @param what what is not finite, as messages call it
 * @param result its first element that is not
 * @param links from where it began to the result; the first is an op that had finite inputs, or an
 *     input, a variable or a constant that holds such a number
 * @param elements at how many elements of the first link's tensor it begins
 * @param places in how many tensors that the result is made of it begins; constants, which may be
 *     masks, are not counted unless the first link is one
 * @param remedy what usually helps; empty where nothing is known
 */
public record NonFiniteStory(
    String what,
    Element result,
    List<Link> links,
    int elements,
    int places,
    Optional<String> remedy) {
  /** So many links are told from the beginning of a longer chain, besides the last. */
  private static final int TOLD = 6;

  /**
   * Copies the list.
   *
   * @param what what is not finite, as messages call it
   * @param result its first element that is not
   * @param links from where it began to the result
   * @param elements at how many elements of the first link's tensor it begins
   * @param places in how many tensors it begins
   * @param remedy what usually helps
   */
  public NonFiniteStory {
    links = List.copyOf(links);
  }

  /**
   * The story of a plan's first output, or else first new value of an update, that is not finite.
   *
   * @param plan a plan whose inputs are fed; it is replayed, and need not have been run
   * @return empty if all are finite
   * @throws io.github.grad4j.core.PlanException if an input was never fed, or the plan is closed
   */
  public static Optional<NonFiniteStory> of(Plan plan) {
    try (Replay replay = plan.replay()) {
      for (Tensor output : replay.outputs()) {
        Optional<NonFiniteStory> story = of(replay, output, Link.name(output));
        if (story.isPresent()) {
          return story;
        }
      }
      for (Update update : replay.updates()) {
        String what = "the new value of variable " + update.variable().name();
        Optional<NonFiniteStory> story = of(replay, update.newValue(), what);
        if (story.isPresent()) {
          return story;
        }
      }
      return Optional.empty();
    }
  }

  /**
   * The story of one of the tensors that a plan's formulas are made of.
   *
   * @param plan a plan whose inputs are fed; it is replayed, and need not have been run
   * @param tensor an output, or any tensor that an output or a new value depends on
   * @param what what the story calls it
   * @return empty if it is finite
   * @throws io.github.grad4j.core.PlanException if the tensor is not part of the plan, an input was
   *     never fed, or the plan is closed
   */
  public static Optional<NonFiniteStory> of(Plan plan, Tensor tensor, String what) {
    try (Replay replay = plan.replay()) {
      return of(replay, tensor, what);
    }
  }

  private static Optional<NonFiniteStory> of(Replay replay, Tensor tensor, String what) {
    Trace trace = new Trace(replay, tensor);
    return trace
        .found()
        .map(
            result -> {
              List<Link> links = trace.links();
              return new NonFiniteStory(
                  what,
                  result,
                  links,
                  trace.beginnings(links.get(0).output().tensor()),
                  Math.max(1, trace.places()),
                  Remedy.of(new Cause(links, trace.order(), replay)));
            });
  }

  /** The whole story in a few sentences, the middle of a long chain left out. */
  @Override
  public String toString() {
    String chain =
        links.stream()
            .skip(1)
            .limit(TOLD - 1L)
            .map(Link::toString)
            .collect(Collectors.joining("; "));
    StringBuilder text = new StringBuilder(what);
    text.append(" is ").append(result.number()).append(result.at()).append(" because ");
    text.append(links.get(0)).append(others());
    if (!chain.isEmpty()) {
      text.append("; ").append(chain);
    }
    int untold = links.size() - TOLD - 1;
    if (untold > 0) {
      text.append("; and so on through ").append(untold).append(" more");
    }
    if (untold >= 0) {
      text.append("; ").append(links.get(links.size() - 1));
    }
    text.append('.');
    remedy.ifPresent(help -> text.append(' ').append(help));
    return text.toString();
  }

  private String others() {
    List<String> text = new ArrayList<>();
    if (elements > 1) {
      text.add("one of " + elements + " elements");
    }
    if (places > 1) {
      text.add("one of " + places + " places where it begins");
    }
    return text.isEmpty() ? "" : " (" + String.join(", ", text) + ")";
  }
}
