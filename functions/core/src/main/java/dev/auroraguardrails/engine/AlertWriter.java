package dev.auroraguardrails.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ControlInfo;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.Fingerprint;
import dev.auroraguardrails.model.Outcome;
import dev.auroraguardrails.model.Outcome.Reverted;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Violation.Fix;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes the alert of one control's findings on one resource after one event.
public final class AlertWriter {
  /// What a key or a secret says of who may use it is not told: an alert goes to many.
  private static final Set<String> OWN_POLICY = Set.of("policy", "resourcePolicy");

  private AlertWriter() {}

  /// @return an id that every repeat of the same incident has too: `inc-` and 16 hex digits
  public static String incidentId(String... parts) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("|", parts).getBytes(StandardCharsets.UTF_8));
      return "inc-" + HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /// @param findings of one control on one resource, at least one
  static Alert alert(
      String incidentId,
      List<Finding> findings,
      ChangeEvent event,
      String decision,
      Outcome outcome,
      Instant at) {
    ControlInfo control = findings.getFirst().control();
    ResourceId resource = findings.getFirst().resource().id();
    List<Fix> fixes = findings.stream().flatMap(f -> f.violation().fix().stream()).toList();
    List<Remediation> calls = Remediation.merged(fixes.stream().map(Fix::remediation).toList());
    boolean reverted = outcome instanceof Reverted;
    List<String> does = calls.stream().flatMap(r -> AwsCli.does(r).stream()).toList();
    List<String> undoes = calls.stream().flatMap(r -> AwsCli.undoes(r).stream()).toList();
    Optional<Restored> restored = fixes.stream().map(Fix::restored).findFirst();
    return new Alert(
        Alert.SCHEMA,
        incidentId,
        new Alert.Control(control.id(), control.title(), control.severity()),
        resource.arn(),
        resource.account(),
        resource.region(),
        event(event),
        changed(event),
        findings.stream().map(f -> f.violation().evidence()).collect(Collectors.joining("; ")),
        decision,
        outcome.label(),
        outcome.reason(),
        reverted ? does : List.of(),
        reverted ? restored : Optional.empty(),
        force(outcome),
        reverted ? control.limits() : "",
        reverted ? undoes : List.of(),
        reverted ? List.of() : does,
        at);
  }

  private static String force(Outcome outcome) {
    return outcome instanceof Reverted r ? (r.pending() ? "pending" : "in force") : "standing";
  }

  /// @return the call as an alert tells it
  public static Alert.Event event(ChangeEvent event) {
    return new Alert.Event(
        event.eventId(),
        event.name(),
        event.time(),
        event.actor().shortName(),
        event.actor().arn(),
        event.actor().via(),
        event.sourceAddress());
  }

  private static Map<String, Object> changed(ChangeEvent event) {
    var changed = new LinkedHashMap<String, Object>();
    event
        .changed()
        .forEach(
            (String name, JsonNode value) ->
                changed.put(
                    name, OWN_POLICY.contains(name) ? Fingerprint.of(value.asText()) : value));
    return changed;
  }
}
