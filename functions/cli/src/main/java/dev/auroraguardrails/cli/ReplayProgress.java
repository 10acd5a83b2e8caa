package dev.auroraguardrails.cli;

import dev.auroraguardrails.replay.Replay;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// One line on a terminal that says how far a replay is; nothing elsewhere.
final class ReplayProgress implements Replay.Progress, AutoCloseable {
  private static final long EVERY = 200_000_000;
  private static final double SECOND = 1e9;
  private static final int EACH = 4096;

  private final boolean terminal = Terminal.isInteractive();
  private final long start = System.nanoTime();
  private final AtomicLong shown = new AtomicLong(start);
  private final LongAdder files = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder records = new LongAdder();

  @Override
  public void file() {
    files.increment();
    show();
  }

  @Override
  public void bytes(int read) {
    bytes.add(read);
    if (read >= EACH) {
      show();
    }
  }

  @Override
  public void record() {
    records.increment();
  }

  /// @return records a second until now
  long perSecond() {
    return Math.round(records.sum() / seconds());
  }

  double seconds() {
    return Math.max(1, System.nanoTime() - start) / SECOND;
  }

  private void show() {
    long now = System.nanoTime();
    long last = shown.get();
    if (terminal && now - last > EVERY && shown.compareAndSet(last, now)) {
      System.err.print(
          "\r\u001b[K%,d files, %,d MB, %,d records, %,d a second"
              .formatted(files.sum(), bytes.sum() >> 20, records.sum(), perSecond()));
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
