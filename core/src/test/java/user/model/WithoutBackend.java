package user.model;

import io.github.grad4j.core.BackendException;
import io.github.grad4j.core.Constant;

/** Run by a test on a class path without a backend. */
final class WithoutBackend {
  private WithoutBackend() {}

  public static void main(String[] args) {
    for (int i = 0; i < 2; i++) {
      try {
        Constant.of(new double[] {1, 2});
        System.out.println("no exception");
      } catch (BackendException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
