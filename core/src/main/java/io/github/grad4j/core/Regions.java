package io.github.grad4j.core;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Hands out and takes back stretches of one line of memory, before any of it exists.
 *
 * <p>The best fitting free stretch is split, neighbours that are free are joined; each step costs
 * the logarithm of the number of free stretches.
 */
final class Regions {
  /** A stretch of elements. */
  record Region(long offset, long length) {
    long end() {
      return offset + length;
    }
  }

  private final TreeMap<Long, Region> byOffset = new TreeMap<>();
  private final TreeSet<Region> bySize =
      new TreeSet<>(Comparator.comparingLong(Region::length).thenComparingLong(Region::offset));
  private final long alignment;
  private long extent;

  /**
   * An empty line.
   *
   * @param alignment every stretch begins at a multiple of it
   */
  Regions(long alignment) {
    this.alignment = alignment;
  }

  /** A stretch of at least {@code length} elements that overlaps none that is taken. */
  Region take(long length) {
    long rounded = (length + alignment - 1) / alignment * alignment;
    Region fit = bySize.ceiling(new Region(0, rounded));
    if (fit != null) {
      remove(fit);
      if (fit.length() > rounded) {
        add(new Region(fit.offset() + rounded, fit.length() - rounded));
      }
      return new Region(fit.offset(), rounded);
    }
    Map.Entry<Long, Region> last = byOffset.lastEntry();
    if (last != null && last.getValue().end() == extent) {
      remove(last.getValue());
      extent = last.getKey();
    }
    Region fresh = new Region(extent, rounded);
    extent = fresh.end();
    return fresh;
  }

  /** Gives a stretch back. */
  void release(Region region) {
    if (region.length() == 0) {
      return;
    }
    Region whole = region;
    Map.Entry<Long, Region> before = byOffset.lowerEntry(region.offset());
    if (before != null && before.getValue().end() == region.offset()) {
      remove(before.getValue());
      whole = new Region(before.getKey(), before.getValue().length() + whole.length());
    }
    Region after = byOffset.get(region.end());
    if (after != null) {
      remove(after);
      whole = new Region(whole.offset(), whole.length() + after.length());
    }
    add(whole);
  }

  /** How many elements the line needs. */
  long extent() {
    return extent;
  }

  private void add(Region region) {
    byOffset.put(region.offset(), region);
    bySize.add(region);
  }

  private void remove(Region region) {
    byOffset.remove(region.offset());
    bySize.remove(region);
  }
}
