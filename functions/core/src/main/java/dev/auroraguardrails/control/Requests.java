package dev.auroraguardrails.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.model.ChangeEvent;
import java.util.Optional;

/// What a call asked for and was answered, by CloudTrail's spelling of the members.
public final class Requests {
  private Requests() {}

  /// @return the text of a request's member; empty where it was not sent
  public static Optional<String> asked(ChangeEvent call, String member) {
    return text(call.request().path(member));
  }

  /// @return the text of an answer's member; empty where it is not there
  public static Optional<String> answered(ChangeEvent call, String member) {
    return text(call.response().path(member));
  }

  /// @return the account of an ARN; empty for what is none
  public static Optional<String> account(String arn) {
    return part(arn, 4);
  }

  /// @return the Region of an ARN; empty for what is none
  public static Optional<String> region(String arn) {
    return part(arn, 3);
  }

  private static Optional<String> part(String arn, int index) {
    String[] parts = arn.split(":", 6);
    return arn.startsWith("arn:") && parts.length == 6 && !parts[index].isEmpty()
        ? Optional.of(parts[index])
        : Optional.empty();
  }

  private static Optional<String> text(JsonNode value) {
    return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
        ? Optional.of(value.asText())
        : Optional.empty();
  }
}
