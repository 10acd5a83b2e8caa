package dev.auroraguardrails.sweep;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.engine.AwsCli;
import dev.auroraguardrails.engine.Evaluator;
import dev.auroraguardrails.engine.Uses;
import dev.auroraguardrails.model.ControlInfo;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.TemporaryExemption;
import dev.auroraguardrails.model.TemporaryExemptions;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.port.Ledger.LastGood;
import dev.auroraguardrails.sweep.Report.Item;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Holds what stands against the baseline, by the same controls as events do. Pure.
public final class Sweep {
  private final Baseline baseline;
  private final Evaluator evaluator;
  private final Memory memory;

  /// Where last known good states are known from.
  @FunctionalInterface
  public interface Memory {
    /// Remembers nothing: for an account that no guard is deployed to.
    Memory NONE =
        new Memory() {
          @Override
          public <R extends Resource> Optional<LastGood<R>> lastGood(R now) {
            return Optional.empty();
          }
        };

    /// @return the last known good state of the resource that now is in this state
    <R extends Resource> Optional<LastGood<R>> lastGood(R now);
  }

  public Sweep(Baseline baseline, Memory memory) {
    this.baseline = baseline;
    this.evaluator = new Evaluator(baseline);
    this.memory = memory;
  }

  /// @param surveyed what was read
  /// @param scope what to narrow to
  /// @param at the time of the report
  public Report report(Surveyed surveyed, Scope scope, Instant at) {
    return report(surveyed, scope, TemporaryExemptions.NONE, at);
  }

  /// @param allowed what people allowed for a while
  public Report report(Surveyed surveyed, Scope scope, TemporaryExemptions allowed, Instant at) {
    var levels = new Levels();
    var items = new ArrayList<Item>();
    List<Resource> guarded = surveyed.resources().stream().filter(Resource::isGuarded).toList();
    for (Resource resource : guarded) {
      if (scope.has(resource)) {
        judge(resource, surveyed, scope, allowed, at, levels, items);
      }
    }
    items.sort(
        Comparator.comparing(Item::severity)
            .thenComparing(Item::control)
            .thenComparing(Item::resource)
            .thenComparing(Item::subject));
    return new Report(
        Report.SCHEMA,
        Report.idAt(at),
        surveyed.account(),
        surveyed.region(),
        at,
        baseline.preset(),
        counted(surveyed.resources()),
        levels.all(),
        List.copyOf(items),
        Reaches.of(guarded.stream().filter(scope::has).toList(), items),
        surveyed.unread(),
        scope,
        Optional.empty());
  }

  private <R extends Resource> void judge(
      R read,
      Surveyed surveyed,
      Scope scope,
      TemporaryExemptions allowed,
      Instant at,
      Levels levels,
      List<Item> items) {
    Optional<LastGood<R>> lastGood = memory.lastGood(read);
    R resource = Uses.among(surveyed.resources(), read, lastGood);
    List<Finding> findings = evaluator.evaluate(resource, lastGood, Optional.empty());
    for (Control<?> control : Controls.ALL) {
      ControlInfo info = Controls.infoOf(control);
      if (!control.checks().isInstance(resource)
          || baseline.mode(info.id()) == Mode.OFF
          || !scope.hasControl(info.id())) {
        continue;
      }
      List<Item> mine =
          findings.stream()
              .filter(finding -> finding.control().id().equals(info.id()))
              .map(finding -> item(finding, lastGood.isPresent(), allowed, at))
              .toList();
      items.addAll(mine);
      if (mine.stream().noneMatch(item -> item.decision().equals("exempt"))) {
        levels.count(info.id(), mine.isEmpty());
      }
    }
  }

  private Item item(Finding finding, boolean known, TemporaryExemptions allowed, Instant at) {
    ControlInfo control = finding.control();
    Violation violation = finding.violation();
    String arn = finding.resource().id().arn();
    Optional<String> exemption =
        exemption(finding, LocalDate.ofInstant(at, ZoneOffset.UTC))
            .or(() -> allowed.covering(control.id(), arn, at).map(TemporaryExemption::words));
    boolean reverts =
        violation.fix().isPresent()
            && violation.doubt().isEmpty()
            && baseline.mode(control.id()) == Mode.REVERT;
    String decision = exemption.isPresent() ? "exempt" : reverts ? "revert" : "alert";
    String reason =
        exemption
            .or(violation::doubt)
            .orElse(
                violation.fix().isEmpty()
                    ? "no call can put it back"
                    : reverts ? "has an exact way back" : "the baseline only tells about it");
    return new Item(
        control.id(),
        control.title(),
        control.severity(),
        arn,
        violation.subject(),
        violation.evidence(),
        decision,
        reason,
        known,
        violation.fix().map(fix -> AwsCli.does(fix.remediation())).orElse(List.of()),
        control.mappings());
  }

  private Optional<String> exemption(Finding finding, LocalDate today) {
    return baseline.exemptions().stream()
        .filter(e -> e.covers(finding, today))
        .findFirst()
        .map(e -> "exempt until %s: %s".formatted(e.until(), e.reason()));
  }

  private static Map<String, Integer> counted(List<Resource> resources) {
    var counts = new TreeMap<String, Integer>();
    resources.forEach(r -> counts.merge(r.getClass().getSimpleName(), 1, Integer::sum));
    return counts;
  }
}
