package dev.auroraguardrails.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.auroraguardrails.model.Actor;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ChangeEvent.Kind;
import dev.auroraguardrails.model.ChangeEvent.Result;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What EventBridge wrote around a record, which is what can be trusted: only AWS can put events
/// whose source begins with `aws.` on a bus, and EventBridge itself writes the account.
///
/// @param json the envelope; a missing node around a bare record
/// @param record the record
record Envelope(JsonNode json, JsonNode record) {
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  /// Tells an envelope from a bare record and checks it.
  ///
  /// @throws UnreadableEvent when the envelope is not AWS's or contradicts its record
  static Envelope around(JsonNode json) throws UnreadableEvent {
    if (!json.has("detail") && !json.has("detail-type")) {
      return new Envelope(MissingNode.getInstance(), json);
    }
    JsonNode detail = json.path("detail");
    if (!detail.isObject()) {
      throw new UnreadableEvent("wanted an object as the envelope's detail, got " + detail);
    }
    var envelope = new Envelope(json, detail);
    envelope.requireAws();
    envelope.requireSameAccount();
    return envelope;
  }

  String id() {
    return Fields.text(json, "id").orElse("");
  }

  Optional<String> account() {
    return Fields.text(json, "account");
  }

  Optional<String> region() {
    return Fields.text(json, "region");
  }

  Optional<Instant> time() {
    return Fields.text(json, "time").flatMap(EventReader::instant);
  }

  /// Reads an event that no API call made: RDS tells of failovers, maintenance and the like by
  /// events of its own, with the same source as its API's.
  ///
  /// @throws UnreadableEvent when there is no envelope, since then there is no event at all
  ChangeEvent nativeEvent() throws UnreadableEvent {
    String type =
        Fields.text(json, "detail-type")
            .orElseThrow(
                () -> new UnreadableEvent("wanted an eventName or a detail-type, got neither"));
    boolean rds = type.startsWith("RDS ") && type.endsWith(" Event");
    String service = Fields.text(json, "source").orElse("").replaceFirst("^aws\\.", "");
    return new ChangeEvent(
        id(),
        service + ".amazonaws.com",
        Fields.text(record, "EventID").orElse(type),
        rds ? Kind.NATIVE_RDS : Kind.OTHER,
        Result.OK,
        Optional.empty(),
        time().orElse(Instant.EPOCH),
        account().orElse(""),
        region().orElse(""),
        new Actor("unknown", Optional.empty(), Optional.empty()),
        "",
        "",
        "",
        MissingNode.getInstance(),
        MissingNode.getInstance(),
        Map.of());
  }

  /// Published samples have their source scrubbed to `...`. EventBridge writes 12 digits as the
  /// account, so that a message with both can only be forged.
  private void requireAws() throws UnreadableEvent {
    String source = json.path("source").asText();
    boolean scrubbed = source.equals("...") && !isAccount(account().orElse(""));
    if (!source.startsWith("aws.") && !scrubbed) {
      throw new UnreadableEvent("wanted an envelope whose source begins with aws., got " + source);
    }
  }

  private void requireSameAccount() throws UnreadableEvent {
    String outside = account().orElse("");
    String inside = Fields.text(record, "recipientAccountId").orElse("");
    if (isAccount(outside) && isAccount(inside) && !outside.equals(inside)) {
      throw new UnreadableEvent(
          "wanted recipientAccountId " + outside + " as in the envelope, got " + inside);
    }
  }

  private static boolean isAccount(String text) {
    return ACCOUNT.matcher(text).matches();
  }
}
