package io.github.grad4j.core;

import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where a node comes from: the line of a user's program, or the forward node whose derivative it
 * belongs to.
 */
sealed interface Origin {

  /** The words that follow what was made: {@code at Model.java:42}. */
  String where();

  /** A user's line, resolved when asked for. */
  record Line(StackWalker.StackFrame caller) implements Origin {
    @Override
    public String where() {
      return "at " + caller.getFileName() + ":" + caller.getLineNumber();
    }
  }

  /** A derivative rule of this node. */
  record RuleOf(Node forward) implements Origin {
    @Override
    public String where() {
      return "in the derivative of " + forward.op().name() + " " + forward.where();
    }
  }

  /** No user's line is on the stack. */
  record Unknown() implements Origin {
    @Override
    public String where() {
      return "in the library";
    }
  }

  /** The origin of a node of this op made now, on this thread. */
  static Origin here(Op op) {
    Node forward = Scope.RULE_OF.get();
    if (forward != null) {
      return new RuleOf(forward);
    }
    String opClass = op.getClass().getName();
    return Scope.STACK.walk(frames -> line(frames.iterator(), opClass));
  }

  private static Origin line(Iterator<StackWalker.StackFrame> frames, String opClass) {
    while (frames.hasNext()) {
      StackWalker.StackFrame frame = frames.next();
      if (!isOurs(frame.getClassName(), opClass) && !isJava(frame.getClassName())) {
        return new Line(frame);
      }
    }
    return new Unknown();
  }

  /** Runs a derivative rule; the nodes made by it belong to {@code forward}. */
  static <T> T within(Node forward, Supplier<T> rule) {
    Node outer = Scope.RULE_OF.get();
    Scope.RULE_OF.set(forward);
    try {
      return rule.get();
    } finally {
      if (outer == null) {
        Scope.RULE_OF.remove();
      } else {
        Scope.RULE_OF.set(outer);
      }
    }
  }

  /**
   * The user's line in the stack trace of an exception thrown by the library, and what was called
   * there; empty if there is none.
   *
   * @param opClass the class of the op that is to blame, empty if it is none
   */
  static Optional<Call> call(StackTraceElement[] trace, String opClass) {
    int i = 0;
    // A user's own op may have thrown it: its helpers' frames lie above ours.
    while (i < trace.length && !isOurs(trace[i].getClassName(), opClass)) {
      i++;
    }
    int last = -1;
    for (; i < trace.length; i++) {
      if (isOurs(trace[i].getClassName(), opClass)) {
        last = i;
      } else if (!isJava(trace[i].getClassName())) {
        break;
      }
    }
    if (last < 0 || i == trace.length) {
      return Optional.empty();
    }
    StackTraceElement called = trace[last];
    String simple = called.getClassName().substring(called.getClassName().lastIndexOf('.') + 1);
    String method = called.getMethodName();
    // Many classes have a method "of", which says little by itself.
    String name = method.startsWith("<") ? simple : method.equals("of") ? simple + ".of" : method;
    return Optional.of(
        new Call(name, "at " + trace[i].getFileName() + ":" + trace[i].getLineNumber()));
  }

  /** A method of the library and the place that called it. */
  record Call(String name, String where) {}

  /** Whether a class is the library's, or the op's: a user writes ops as the library does. */
  private static boolean isOurs(String className, String opClass) {
    int end = className.lastIndexOf('.');
    return className.equals(opClass)
        || (end >= 0 && Scope.LIBRARY.contains(className.substring(0, end)));
  }

  /** Whether a class is Java's own: a stream or a map between a user's line and the library. */
  private static boolean isJava(String className) {
    return className.startsWith("java.") || className.startsWith("jdk.");
  }

  /** What the methods above share. */
  final class Scope {
    private static final StackWalker STACK = StackWalker.getInstance();

    private static final Set<String> LIBRARY =
        Set.of(
            "io.github.grad4j.core",
            "io.github.grad4j.ops",
            "io.github.grad4j.ops.internal",
            "io.github.grad4j.autograd",
            "io.github.grad4j.autograd.check",
            "io.github.grad4j.autograd.data",
            "io.github.grad4j.autograd.explain",
            "io.github.grad4j.autograd.files",
            "io.github.grad4j.autograd.models",
            "io.github.grad4j.autograd.nonfinite",
            "io.github.grad4j.autograd.train");

    /*
     * The node whose derivative rule is being applied on this thread, if any. Rules are plain
     * functions of tensors, users' rules too, so what they belong to cannot be an argument of
     * theirs. The scope opens and closes in one method, within.
     */
    private static final ThreadLocal<Node> RULE_OF = new ThreadLocal<>();

    private Scope() {}
  }
}
