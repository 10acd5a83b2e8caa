package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.Violation.Fix;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One control's findings on one resource that share a decision: what becomes one incident.
///
/// @param id the incident's; every repeat of the same case has it, too
/// @param decision `revert`, `alert` or `exempt`
record Case(String id, String decision, List<Finding> findings, ChangeEvent event) {

  /// What a control found on the resource is put back at once and told once.
  static List<Case> toRevert(List<Finding> findings, ChangeEvent event) {
    return byControl(findings, event, "revert");
  }

  /// What people allowed for a while is left alone, and told once.
  static List<Case> toSpare(List<Finding> findings, ChangeEvent event) {
    return byControl(findings, event, "exempt");
  }

  private static List<Case> byControl(List<Finding> findings, ChangeEvent event, String decision) {
    Map<String, List<Finding>> byControl = new LinkedHashMap<>();
    findings.forEach(
        f -> byControl.computeIfAbsent(f.control().id(), id -> new ArrayList<>()).add(f));
    return byControl.values().stream()
        .map(
            same ->
                new Case(
                    AlertWriter.incidentId(
                        event.eventId(),
                        same.getFirst().control().id(),
                        same.getFirst().resource().id().arn(),
                        decision),
                    decision,
                    List.copyOf(same),
                    event))
        .toList();
  }

  /// A violation that the event caused.
  static Case toTell(Finding finding, ChangeEvent event) {
    return toTell(finding, event, event.eventId(), "alert", finding.violation().subject());
  }

  /// A violation that stood before is told once a day, whatever event comes.
  static Case toTellDaily(Finding finding, ChangeEvent event, LocalDate today) {
    return toTell(finding, event, today.toString(), finding.violation().subject());
  }

  private static Case toTell(Finding finding, ChangeEvent event, String since, String... rest) {
    String[] parts =
        Stream.concat(
                Stream.of(since, finding.control().id(), finding.resource().id().arn()),
                Stream.of(rest))
            .toArray(String[]::new);
    return new Case(AlertWriter.incidentId(parts), "alert", List.of(finding), event);
  }

  static Case exempt(Finding finding, ChangeEvent event) {
    return new Case("", "exempt", List.of(finding), event);
  }

  String control() {
    return findings.getFirst().control().id();
  }

  ResourceId resource() {
    return findings.getFirst().resource().id();
  }

  /// The corrective calls for its findings alone, as data.
  List<Remediation> calls() {
    return Remediation.merged(
        findings.stream()
            .flatMap(finding -> finding.violation().fix().stream())
            .map(Fix::remediation)
            .toList());
  }

  Alert alert(Outcome outcome, Instant at) {
    return AlertWriter.alert(id, findings, event, decision, outcome, at);
  }

  Handled ends(Outcome outcome) {
    return ends(decision, outcome);
  }

  Handled ends(String decided, Outcome outcome) {
    return new Handled(control(), resource().arn(), decided, outcome);
  }
}
