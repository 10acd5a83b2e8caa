package dev.auroraguardrails.cli;

import dev.auroraguardrails.model.Pause;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the guard stands, for a terminal.
final class StatusText {
  private StatusText() {}

  static String of(Status status, Instant now) {
    var text = new StringBuilder();
    status.pause().ifPresent(pause -> line(text, "Pause", pause(pause, now)));
    status
        .brake()
        .ifPresent(
            brake ->
                line(
                    text,
                    "Brake",
                    status
                        .engaged()
                        .map(
                            since ->
                                "holds since %s after %d reverts; 'guardrails resume' releases it"
                                    .formatted(seconds(since), brake.reverts().size()))
                        .orElse("free")));
    status
        .exemptions()
        .ifPresent(
            all -> {
              line(text, "Exemptions", all.isEmpty() ? "none" : all.size() + " in force");
              all.forEach(one -> line(text, "", ExemptionText.line(one, now)));
            });
    status
        .malformed()
        .orElse(List.of())
        .forEach(name -> line(text, "", name + " exempts nothing: it cannot be read as one"));
    status
        .lastSeen()
        .ifPresent(
            all ->
                all.forEach(
                    (function, at) ->
                        line(
                            text,
                            "Last seen",
                            function + ": " + at.map(StatusText::seconds).orElse("never"))));
    if (!status.unreadable().containsKey("lastSweep")) {
      line(text, "Last sweep", status.lastSweep().map(StatusText::seconds).orElse("never, so far"));
    }
    status.deadLetters().ifPresent(all -> deadLetters(text, all));
    status.unreadable().forEach((part, why) -> line(text, "Unreadable", part + ": " + why));
    return text.toString();
  }

  private static void deadLetters(StringBuilder text, Map<String, Integer> all) {
    int sum = all.values().stream().mapToInt(Integer::intValue).sum();
    line(text, "Dead letters", sum == 0 ? "none" : sum + ", each a change that nobody has judged");
    all.forEach(
        (queue, count) -> {
          if (count > 0) {
            line(text, "", count + " in " + queue);
          }
        });
  }

  private static String pause(Pause pause, Instant now) {
    Optional<String> stops = pause.stops(now);
    return stops.orElse("none; what the baseline says is put back");
  }

  private static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("%-13s %s%n".formatted(name.isEmpty() ? "" : name + ":", Terminal.plain(value)));
  }
}
