package dev.auroraguardrails.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.model.Actor;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ChangeEvent.Kind;
import dev.auroraguardrails.model.ChangeEvent.Result;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what CloudTrail recorded, from an EventBridge envelope or bare, into the guard's own
/// terms. Unknown fields are passed over and missing ones are unknown: only what is no event at
/// all, or an envelope that contradicts its record, is refused.
public final class EventReader {
  private static final Pattern READING =
      Pattern.compile("(Describe|Get|List|Download|Lookup|Search|BatchGet)([A-Z].*)?");

  private EventReader() {}

  /// Reads one event.
  ///
  /// @param json an EventBridge envelope or a CloudTrail record
  /// @throws UnreadableEvent when it is neither, or may not be trusted
  public static ReadEvent read(JsonNode json) throws UnreadableEvent {
    if (!json.isObject()) {
      throw new UnreadableEvent(
          "wanted a JSON object with an event, got " + json.getNodeType() + " " + start(json));
    }
    Envelope envelope = Envelope.around(json);
    JsonNode record = envelope.record();
    Optional<String> name = Fields.text(record, "eventName");
    if (name.isEmpty()) {
      return new ReadEvent(envelope.nativeEvent(), Optional.empty());
    }
    ChangeEvent event = event(envelope, name.get());
    Optional<WatchedCall> row =
        event.result() == Result.OK
            ? WatchedCalls.find(event.source(), event.name())
            : Optional.empty();
    return new ReadEvent(event, row);
  }

  private static ChangeEvent event(Envelope envelope, String eventName) throws UnreadableEvent {
    JsonNode record = envelope.record();
    String source =
        Fields.text(record, "eventSource")
            .orElseThrow(() -> new UnreadableEvent("wanted an eventSource beside " + eventName));
    JsonNode identity = Fields.get(record, "userIdentity");
    Result result = result(Fields.text(record, "errorCode").orElse(""));
    String operation = WatchedCalls.operation(source, eventName);
    Kind kind = kind(record, eventName);
    JsonNode request = Fields.unwrapped(Fields.get(record, "requestParameters"), "Request");
    JsonNode response = Fields.unwrapped(Fields.get(record, "responseElements"), "Response");
    return new ChangeEvent(
        Fields.text(record, "eventID").orElse(envelope.id()),
        source,
        operation,
        kind,
        result,
        error(record, result),
        time(record, envelope),
        Fields.text(record, "recipientAccountId")
            .or(envelope::account)
            .or(() -> Fields.text(identity, "accountId"))
            .orElse(""),
        Fields.text(record, "awsRegion").or(envelope::region).orElse(""),
        actor(identity),
        Fields.text(record, "sourceIPAddress").orElse(""),
        Fields.text(record, "userAgent").orElse(""),
        Fields.text(record, "requestID").orElse(""),
        request,
        response,
        kind == Kind.MUTATING && result == Result.OK
            ? Changes.of(source, operation, request, response)
            : Map.of());
  }

  private static Kind kind(JsonNode record, String eventName) {
    String type = Fields.text(record, "eventType").orElse("AwsApiCall");
    if (type.equals("AwsServiceEvent")) {
      return Kind.SERVICE_EVENT;
    }
    if (!type.equals("AwsApiCall")) {
      return Kind.OTHER;
    }
    boolean reads =
        Fields.text(record, "readOnly")
            .map(Boolean::parseBoolean)
            .orElseGet(() -> READING.matcher(eventName).matches());
    return reads ? Kind.READ : Kind.MUTATING;
  }

  private static Result result(String errorCode) {
    if (errorCode.isEmpty()) {
      return Result.OK;
    }
    return errorCode.contains("AccessDenied") || errorCode.endsWith("UnauthorizedOperation")
        ? Result.DENIED
        : Result.FAILED;
  }

  private static Optional<String> error(JsonNode record, Result result) {
    if (result == Result.OK) {
      return Optional.empty();
    }
    String code = Fields.text(record, "errorCode").orElse("");
    return Optional.of(
        Fields.text(record, "errorMessage").map(message -> code + ": " + message).orElse(code));
  }

  private static Instant time(JsonNode record, Envelope envelope) {
    return Fields.text(record, "eventTime")
        .flatMap(EventReader::instant)
        .or(envelope::time)
        .orElse(Instant.EPOCH);
  }

  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Actor actor(JsonNode identity) {
    JsonNode issuer = Fields.get(Fields.get(identity, "sessionContext"), "sessionIssuer");
    return new Actor(
        Fields.text(identity, "type").orElse("unknown"),
        Fields.text(identity, "arn"),
        Fields.text(identity, "invokedBy").or(() -> Fields.text(issuer, "arn")));
  }

  private static String start(JsonNode json) {
    String text = json.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
