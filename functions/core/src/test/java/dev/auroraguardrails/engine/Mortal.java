package dev.auroraguardrails.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Objects;

/// A worker that dies before or after its n-th call to the world, and makes no call any more.
final class Mortal {
  private final int call;
  private final boolean after;
  private int calls;
  private boolean dead;

  private Mortal(int call, boolean after) {
    this.call = call;
    this.after = after;
  }

  static Mortal never() {
    return new Mortal(0, false);
  }

  /// @param call 1 for the first
  static Mortal before(int call) {
    return new Mortal(call, false);
  }

  static Mortal after(int call) {
    return new Mortal(call, true);
  }

  boolean isDead() {
    return dead;
  }

  int calls() {
    return calls;
  }

  /// Makes every call to the port one of the worker's calls.
  <T> T around(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              begin();
              Object answer;
              try {
                answer = method.invoke(real, arguments);
              } catch (InvocationTargetException failed) {
                throw Objects.requireNonNull(failed.getCause());
              }
              end();
              return answer;
            }));
  }

  private void begin() {
    if (dead) {
      throw new Died();
    }
    calls++;
    if (calls == call && !after) {
      dead = true;
      throw new Died();
    }
  }

  private void end() {
    if (calls == call && after) {
      dead = true;
      throw new Died();
    }
  }

  /// No exception, so that nobody answers it.
  static final class Died extends Error {
    private static final long serialVersionUID = 1L;
  }
}
