package io.github.grad4j.autograd.data;

import io.github.grad4j.autograd.train.Batch;
import io.github.grad4j.core.Input;
import io.github.grad4j.core.Plan;
import java.io.IOException;
import java.nio.file.Path;

/** Reads images in shuffled batches and feeds each to a plan, in a JVM of its own. */
public final class SmallReader {
  private static final int BATCH = 256;
  private static final int BUFFER = 4096;

  private SmallReader() {}

  /** Prints how many examples were read from the files of images and labels. */
  public static void main(String[] args) throws IOException {
    long examples = 0;
    try (StreamedBatches batches =
        Idx.streamShuffled(Path.of(args[0]), Path.of(args[1]), BATCH, BUFFER, 1)) {
      Input x = new Input("x", batches.iterator().next().features().type());
      try (Plan plan = Plan.of(x)) {
        for (Batch batch : batches) {
          plan.feed(x, batch.features()).run();
          examples += batch.size();
        }
      }
    }
    System.out.println("read " + examples + " examples");
  }
}
