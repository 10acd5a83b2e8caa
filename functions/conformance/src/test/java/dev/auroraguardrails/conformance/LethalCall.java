package dev.auroraguardrails.conformance;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Kills the worker before the request or after the answer of its n-th call to AWS. A dead worker
/// makes no call any more.
final class LethalCall implements ExecutionInterceptor {
  private final int call;
  private final boolean after;
  private int calls;
  private boolean killed;
  private boolean dead;

  private LethalCall(int call, boolean after) {
    this.call = call;
    this.after = after;
  }

  static LethalCall before(int call) {
    return new LethalCall(call, false);
  }

  static LethalCall never() {
    return before(Integer.MAX_VALUE);
  }

  static LethalCall after(int call) {
    return new LethalCall(call, true);
  }

  boolean hasKilled() {
    return killed;
  }

  /// Another worker takes over, and lives.
  void spare() {
    dead = false;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (dead) {
      throw new Died();
    }
    calls++;
    if (!after) {
      killAt(calls);
    }
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    if (after) {
      killAt(calls);
    }
  }

  private void killAt(int made) {
    if (made == call && !killed) {
      killed = true;
      dead = true;
      throw new Died();
    }
  }

  @Override
  public String toString() {
    return "killed " + (after ? "after " : "before ") + call;
  }

  /// No exception, so that nobody answers it.
  static final class Died extends Error {
    private static final long serialVersionUID = 1L;
  }
}
