package dev.auroraguardrails.aws;

import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Trigger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// An engine for each Region that events come from, made when its first one does. A name means
/// another resource in another Region, so an event is never judged by a client of this one's.
public final class RegionalEngine implements Engine {
  private final String home;
  private final Function<String, Engine> make;
  private final Map<String, Engine> byRegion = new ConcurrentHashMap<>();

  /// Makes the engine of the function's own Region at once, before the snapshot.
  ///
  /// @param home the Region that the function runs in
  /// @param make makes the engine of a Region
  public RegionalEngine(String home, Function<String, Engine> make) {
    this.home = home;
    this.make = make;
    byRegion.put(home, make.apply(home));
  }

  /// @throws IllegalArgumentException when the event names a Region that is none
  @Override
  public List<Handled> handle(Trigger trigger) {
    String named = region(trigger);
    String region = named.isEmpty() ? home : named;
    return byRegion.computeIfAbsent(region, make).handle(trigger);
  }

  private static String region(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Change change -> change.event().region();
      case Trigger.Recheck recheck -> recheck.resource().region();
    };
  }
}
