package dev.auroraguardrails.cli;

import dev.auroraguardrails.model.FindingKey;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome.AlreadyFixed;
import dev.auroraguardrails.model.Outcome.Reverted;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Trigger;
import dev.auroraguardrails.sweep.Report;
import dev.auroraguardrails.sweep.Report.Item;
import dev.auroraguardrails.sweep.Surveyed;
import dev.auroraguardrails.sweeper.Families;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Puts right what a sweep found, as the functions do it when they are asked to: each resource is
/// read and judged anew, changed by the narrowest call, and read back.
final class Fixing {
  private final Surveyed surveyed;
  private final Report report;
  private final LocalGuard guard;
  private final PrintStream out;
  private final Map<String, List<Item>> plan;

  /// @param guard makes the calls
  /// @param out where a person reads what is done
  Fixing(Surveyed surveyed, Report report, LocalGuard guard, PrintStream out) {
    this.surveyed = surveyed;
    this.report = report;
    this.guard = guard;
    this.out = out;
    this.plan =
        report.findings().stream()
            .filter(item -> item.decision().equals("revert"))
            .collect(
                Collectors.groupingBy(Item::resource, LinkedHashMap::new, Collectors.toList()));
  }

  /// Says what would be done, and what is left to a person.
  ///
  /// @return whether there is anything to do
  boolean shows() {
    Map<String, Long> left =
        report.findings().stream()
            .filter(item -> !item.decision().equals("revert"))
            .collect(Collectors.groupingBy(Item::reason, Collectors.counting()));
    if (plan.isEmpty()) {
      say("Nothing to put right.");
    } else {
      say("To put right:");
      plan.values().stream().flatMap(List::stream).forEach(this::show);
    }
    left.forEach((reason, count) -> say("Left alone: %d findings: %s".formatted(count, reason)));
    return !plan.isEmpty();
  }

  private void show(Item item) {
    say("");
    say("  %s %s: %s".formatted(item.control(), item.resource(), item.evidence()));
    item.fix().forEach(command -> say("    " + command));
  }

  /// @return whether all of it stands right afterwards
  boolean carriesOut() {
    boolean all = true;
    for (Resource resource : surveyed.resources()) {
      List<Item> items = plan.getOrDefault(resource.id().arn(), List.of());
      if (!items.isEmpty()) {
        all &= putsRight(resource, items);
      }
    }
    return all;
  }

  private boolean putsRight(Resource resource, List<Item> items) {
    var asked =
        new Trigger.Recheck(
            resource.id(),
            items.stream()
                .map(item -> new FindingKey(item.control(), item.subject()))
                .collect(Collectors.toSet()),
            report.id(),
            true,
            0,
            Instant.now());
    List<Handled> handled = guard.handle(Families.of(resource), asked);
    if (handled.isEmpty()) {
      say("%s: stands right by now".formatted(resource.id().arn()));
    }
    handled.forEach(
        one ->
            say(
                "%s %s: %s: %s"
                    .formatted(
                        one.control(),
                        one.resource(),
                        one.outcome().label(),
                        one.outcome().reason())));
    var controls = items.stream().map(Item::control).collect(Collectors.toSet());
    return handled.stream()
        .filter(one -> controls.contains(one.control()) || one.control().equals("-"))
        .allMatch(
            one -> one.outcome() instanceof Reverted || one.outcome() instanceof AlreadyFixed);
  }

  private void say(String line) {
    out.println(Terminal.plain(line));
  }
}
