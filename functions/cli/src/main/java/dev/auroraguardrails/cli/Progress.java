package dev.auroraguardrails.cli;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// One line on a terminal that says what has been read; nothing elsewhere.
final class Progress implements Consumer<String>, AutoCloseable {
  private final boolean terminal = Terminal.isInteractive();
  private final AtomicInteger done = new AtomicInteger();

  @Override
  public void accept(String what) {
    int count = done.incrementAndGet();
    if (terminal) {
      System.err.print("\r\u001b[Kread %d: %s".formatted(count, what));
      System.err.flush();
    }
  }

  @Override
  public void close() {
    if (terminal) {
      System.err.print("\r\u001b[K");
      System.err.flush();
    }
  }
}
