package io.github.grad4j.ops.internal;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * One of the {@link Lanes}' loops, called in its plain version until the vector version is warm.
 *
 * <p>Before it is compiled, code on the Vector API is a hundred times slower than plain loops. A
 * background thread therefore does both versions side by side, on small arrays of its own, as soon
 * as the loop is used again and again, and hands over the vector version when it is the faster and
 * keeps no vector on the heap; where it never is, plain loops stay. The thread ends as soon as all
 * loops in use are decided. As both versions give the same bits, no result of a plan depends on
 * when that is.
 */
final class Warmed {
  private static final String MODULE = "jdk.incubator.vector";

  private static final Lanes PLAIN = new PlainLanes();

  /** Loaded when it is first raced against: that takes longer than the first runs of a plan. */
  private static final class Vector {
    /** Absent where the JVM was not started with the module. */
    private static final Optional<Lanes> VERSION = load();

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Vector() {}
  }

  private static final Executor BACKGROUND = background();

  /**
   * How many rounds in a row the vector version must win, so that neither an accident decides nor
   * plain loops that are not compiled yet.
   */
  private static final int WINS = 100;

  /** What is used less is not worth a race, which would delay the compilation of plain loops. */
  static final int RARE = 20;

  /** How often a version does its work in a round; the shortest time counts. */
  private static final int TRIES = 3;

  /** Of processor time, not of waiting for it: three times what it takes on JDK 17 and 25. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);

  /** What the measurement itself may allocate; a vector that is kept on the heap takes more. */
  private static final long SPARE = 64;

  private final Supplier<Drill> drill;
  private final AtomicInteger uses = new AtomicInteger();
  private volatile State state = State.NEW;

  private enum State {
    NEW,
    RACING,
    PLAIN,
    VECTOR
  }

  /**
   * A small piece of work for a loop, which takes all its branches and each length that is compiled
   * in another way: with a remainder and without. Otherwise a first use of what was not drilled
   * throws the compiled code away, and vectors are kept on the heap until there is another.
   */
  @FunctionalInterface
  interface Drill {
    /** Does the work in one of the two versions. */
    void run(Lanes lanes);
  }

  /**
   * A loop that nobody has used yet.
   *
   * @param drill makes the work that warms it up
   */
  Warmed(Supplier<Drill> drill) {
    this.drill = drill;
  }

  private static boolean hasModule() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  private static Optional<Lanes> load() {
    if (!hasModule()) {
      return Optional.empty();
    }
    try {
      // By name, because it is compiled after this class and needs the module.
      Class<?> version = Class.forName(Lanes.class.getPackageName() + ".VectorLanes");
      return Optional.of((Lanes) version.getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty();
    }
  }

  private static Executor background() {
    ThreadPoolExecutor thread =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread daemon = new Thread(task, "grad4j-warm-up");
              daemon.setDaemon(true);
              return daemon;
            });
    thread.allowCoreThreadTimeOut(true);
    return thread;
  }

  /** The plain version. */
  static Lanes plain() {
    return PLAIN;
  }

  /** The vector version, if the JVM has the module. */
  static Optional<Lanes> vector() {
    return Vector.VERSION;
  }

  /** The version to call now. */
  Lanes lanes() {
    return switch (state) {
      case NEW -> {
        use();
        yield PLAIN;
      }
      case RACING, PLAIN -> PLAIN;
      case VECTOR -> Vector.VERSION.orElse(PLAIN);
    };
  }

  /** Whether it is known which version is called from now on. */
  boolean isDecided() {
    return state == State.PLAIN || state == State.VECTOR;
  }

  private void use() {
    if (uses.incrementAndGet() == RARE) {
      start();
    }
  }

  private void start() {
    if (hasModule()) {
      state = State.RACING;
      BACKGROUND.execute(this::race);
    } else {
      state = State.PLAIN;
    }
  }

  private void race() {
    try {
      Vector.VERSION.ifPresentOrElse(vector -> new Race(vector).run(), () -> state = State.PLAIN);
    } catch (LinkageError e) {
      // A runtime without the module jdk.management, say.
      state = State.PLAIN;
    }
  }

  /** Rounds of plain against vector, taken in turns with the races of other loops. */
  private final class Race implements Runnable {
    private final Lanes vector;
    private final Drill work = drill.get();
    private int wins;
    private long spent;

    Race(Lanes vector) {
      this.vector = vector;
    }

    @Override
    public void run() {
      long thread = Thread.currentThread().getId();
      long begin = Vector.THREADS.getCurrentThreadCpuTime();
      try {
        long before = Vector.THREADS.getThreadAllocatedBytes(thread);
        long ours = nanos(vector);
        long allocated = Vector.THREADS.getThreadAllocatedBytes(thread) - before;
        long theirs = nanos(PLAIN);
        wins = ours < theirs && allocated <= SPARE ? wins + 1 : 0;
      } catch (LinkageError e) {
        // A later JDK may have changed the incubating API.
        state = State.PLAIN;
        return;
      }
      spent += Vector.THREADS.getCurrentThreadCpuTime() - begin;
      if (wins == WINS) {
        state = State.VECTOR;
      } else if (spent > PATIENCE_NANOS) {
        state = State.PLAIN;
      } else {
        BACKGROUND.execute(this);
      }
    }

    /** The shortest time, because the others were interrupted. */
    private long nanos(Lanes lanes) {
      long least = Long.MAX_VALUE;
      for (int i = 0; i < TRIES; i++) {
        long begin = System.nanoTime();
        work.run(lanes);
        least = Math.min(least, System.nanoTime() - begin);
      }
      return least;
    }
  }
}
