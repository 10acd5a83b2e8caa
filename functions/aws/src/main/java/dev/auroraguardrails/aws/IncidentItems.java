package dev.auroraguardrails.aws;

import static dev.auroraguardrails.aws.Values.attribute;
import static dev.auroraguardrails.aws.Values.expiry;
import static dev.auroraguardrails.aws.Values.flag;
import static dev.auroraguardrails.aws.Values.text;
import static dev.auroraguardrails.aws.Values.texts;
import static dev.auroraguardrails.aws.Values.time;

import dev.auroraguardrails.aws.Keys.Kind;
import dev.auroraguardrails.aws.Table.Write;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.engine.RemediationJson;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.port.Ledger.Claim;
import dev.auroraguardrails.port.Ledger.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// Incidents, and which of them each message opened.
record IncidentItems(Table table, Keys keys) {
  static final Duration KEPT = Duration.ofDays(90);

  /// Longer than a message lives: SQS keeps one for at most 14 days.
  private static final Duration OPENED_KEPT = Duration.ofDays(15);

  void opens(String message, Set<String> incidentIds, Instant at) {
    if (incidentIds.isEmpty()) {
      return;
    }
    table.update(
        keys.of(Kind.OPENED, message),
        "ADD incidents :ids SET expires = :expires",
        Map.of(":ids", texts(incidentIds), ":expires", expiry(at, OPENED_KEPT)));
  }

  Set<String> openedBy(String message) {
    Map<String, AttributeValue> item = table.get(keys.of(Kind.OPENED, message));
    return item.isEmpty() ? Set.of() : Set.copyOf(attribute(item, "incidents").ss());
  }

  Claim claim(
      String incidentId,
      String owner,
      Instant now,
      Instant until,
      Alert draft,
      List<Remediation> calls) {
    Write write =
        table.update(
            keys.of(Kind.INCIDENT, incidentId),
            "SET holder = :me, leaseEnds = :ends, finished = :no, alertDue = :no,"
                + " calls = :calls, alert = if_not_exists(alert, :draft), expires = :expires",
            "attribute_not_exists(pk)"
                + " OR (finished = :no AND (holder = :me OR leaseEnds <= :now))",
            Map.of(
                ":me", text(owner),
                ":now", time(now),
                ":ends", time(until),
                ":no", flag(false),
                ":draft", text(Json.write(draft)),
                ":calls", text(RemediationJson.write(calls)),
                ":expires", expiry(now, KEPT)),
            ReturnValue.ALL_OLD);
    return switch (write) {
      case Write.Made made -> made.item().isEmpty() ? Claim.MINE : Claim.TAKEN_OVER;
      case Write.Refused refused ->
          attribute(refused.item(), "finished").bool() ? Claim.DONE : Claim.BUSY;
    };
  }

  Optional<Incident> incident(String incidentId) {
    Map<String, AttributeValue> item = table.get(keys.of(Kind.INCIDENT, incidentId));
    return item.isEmpty() ? Optional.empty() : Optional.of(read(item));
  }

  static Incident read(Map<String, AttributeValue> item) {
    return new Incident(
        attribute(item, "finished").bool(),
        time(attribute(item, "leaseEnds")),
        Json.read(attribute(item, "alert").s(), Alert.class),
        attribute(item, "alertDue").bool(),
        item.containsKey("calls") ? RemediationJson.read(attribute(item, "calls").s()) : List.of());
  }

  void done(String incidentId, Alert alert) {
    table.update(
        keys.of(Kind.INCIDENT, incidentId),
        "SET finished = :yes, alertDue = :yes, alert = :alert, expires = :expires,"
            + " leaseEnds = if_not_exists(leaseEnds, :at)",
        "attribute_not_exists(pk) OR finished = :no",
        Map.of(
            ":yes", flag(true),
            ":no", flag(false),
            ":alert", text(Json.write(alert)),
            ":at", time(alert.at()),
            ":expires", expiry(alert.at(), KEPT)),
        ReturnValue.NONE);
  }

  void giveBack(String incidentId) {
    table.delete(keys.of(Kind.INCIDENT, incidentId), "finished = :no", Map.of(":no", flag(false)));
  }

  void published(String incidentId) {
    table.update(
        keys.of(Kind.INCIDENT, incidentId),
        "SET alertDue = :no",
        "finished = :yes",
        Map.of(":yes", flag(true), ":no", flag(false)),
        ReturnValue.NONE);
  }
}
