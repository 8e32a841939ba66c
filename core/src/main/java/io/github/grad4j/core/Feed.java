package io.github.grad4j.core;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An input's memory in one plan, and whether it holds anything yet. */
final class Feed {
  private final Input input;
  private final Slot slot;
  private final DataBuffer home;
  private final long offset;
  private boolean filled;

  /** The user's array that is read in place, kept from the garbage collector. */
  private @Nullable INDArray inPlace;

  Feed(Input input, Slot slot) {
    this.input = input;
    this.slot = slot;
    this.home = slot.block().buffer();
    this.offset = slot.block().offset();
    // There is nothing to feed where there are no elements.
    this.filled = slot.size() == 0;
  }

  /** Copies values into the plan's own memory; nothing changes if they do not fit. */
  void copy(Given values) {
    Given.requireFits(values.type(), slot.type(), input);
    if (inPlace != null) {
      slot.block().point(home, offset, slot.size());
      inPlace = null;
    }
    // Until all is written, a failure must not leave half of it as the input's value.
    filled = slot.size() == 0;
    values.writer().accept(slot);
    filled = true;
  }

  /** Moves the slot to a user's array. */
  void readInPlace(INDArray array) {
    Given.requireFits(Memory.typeOf(array), slot.type(), input);
    if (!array.isEmpty() && !Memory.isDense(array)) {
      throw new PlanException(
          "an array is read in place only if it is dense in c order; feed a copy of it with"
              + " feed(input, array)");
    }
    if (!array.isEmpty()) {
      slot.block().point(array.data(), array.offset(), slot.size());
      inPlace = array;
      filled = true;
    }
  }

  void requireFilled() {
    if (!filled) {
      throw new PlanException(
          input
              + " has no value yet; make a plan with Plan.of(...) and feed it with"
              + " plan.feed(input, values) before run()");
    }
    if (inPlace != null && inPlace.wasClosed()) {
      throw new PlanException(
          "the array that " + input + " is read from was closed; feed the input again");
    }
  }
}
