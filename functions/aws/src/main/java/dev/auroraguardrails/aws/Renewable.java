package dev.auroraguardrails.aws;

import java.util.function.Supplier;

/// Something that must not outlive a snapshot: made anew when it is asked for after `renew`.
final class Renewable<T> {
  private final Supplier<T> make;
  private volatile T current;

  Renewable(Supplier<T> make) {
    this.make = make;
    this.current = make.get();
  }

  T get() {
    return current;
  }

  /// Takes a new one.
  ///
  /// @return the old one, for whoever has to close it
  T renew() {
    T old = current;
    current = make.get();
    return old;
  }
}
