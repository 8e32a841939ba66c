package user.model;

import io.github.grad4j.core.Op;
import io.github.grad4j.core.Tensor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/** A user's program, outside of the library's packages, whose lines messages are to name. */
public final class Caller {
  private Caller() {}

  /**
   * Calls a method or constructor; what it throws comes out as it is.
   *
   * @param target empty for a static method or a constructor
   */
  public static Object call(Executable call, Optional<Object> target, Object... arguments)
      throws Throwable {
    try {
      return call instanceof Constructor<?> constructor
          ? constructor.newInstance(arguments)
          : ((Method) call).invoke(target.orElse(null), arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  /** Applies an op. */
  public static Tensor on(Op op, List<Tensor> inputs) {
    return op.on(inputs);
  }
}
