package dev.auroraguardrails.aws;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Something that another thread makes meanwhile.
final class Aside<T> {
  private final CompletableFuture<T> made;

  Aside(Supplier<T> make) {
    made = CompletableFuture.supplyAsync(make);
  }

  /// Waits for it.
  ///
  /// @throws RuntimeException whatever making it threw
  T get() {
    try {
      return made.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }
}
