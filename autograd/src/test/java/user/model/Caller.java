package user.model;

import io.github.grad4j.core.Op;
import io.github.grad4j.core.Tensor;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user's program, outside of the library's packages, whose lines messages are to name. */
public final class Caller {
  private Caller() {}

  /** Calls a method; what it throws comes out as it is. */
  public static Object call(Method method, @Nullable Object target, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  /** Calls a constructor; what it throws comes out as it is. */
  public static <T> T make(Constructor<T> constructor, Object[] arguments) throws Throwable {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  /** Applies an op. */
  public static Tensor on(Op op, List<Tensor> inputs) {
    return op.on(inputs);
  }
}
