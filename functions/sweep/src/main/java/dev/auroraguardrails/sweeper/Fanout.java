package dev.auroraguardrails.sweeper;

import dev.auroraguardrails.sweep.Surveyed.Unread;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Reads many things at a time, but never more than the limit. What AWS refuses is noted and the
/// rest goes on; what stops all of it (no credentials, no network) is thrown at the end.
final class Fanout implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Phaser open = new Phaser(1);
  private final Semaphore limit;
  private final ConcurrentLinkedQueue<Unread> unread = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<RuntimeException> broken = new ConcurrentLinkedQueue<>();
  private final Consumer<String> progress;

  /// @param atOnce how many reads may be under way
  /// @param progress told what has been read
  Fanout(int atOnce, Consumer<String> progress) {
    this.limit = new Semaphore(atOnce);
    this.progress = progress;
  }

  /// Reads something soon; may be called from within another read.
  void read(String what, Runnable read) {
    open.register();
    threads.execute(
        () -> {
          try {
            limit.acquireUninterruptibly();
            try {
              read.run();
              progress.accept(what);
            } finally {
              limit.release();
            }
          } catch (AwsServiceException refused) {
            unread.add(new Unread(what, Refusal.of(refused)));
          } catch (RuntimeException failed) {
            broken.add(failed);
          } finally {
            open.arriveAndDeregister();
          }
        });
  }

  /// Waits for all of it.
  ///
  /// @return what AWS refused to tell
  /// @throws RuntimeException the first failure that was no refusal
  List<Unread> await() {
    open.arriveAndAwaitAdvance();
    RuntimeException failure = broken.peek();
    if (failure != null) {
      throw failure;
    }
    return List.copyOf(unread);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
