package dev.auroraguardrails.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.model.ChangeEvent;
import java.util.List;

/// A call that weakens something, or can.
///
/// @param source the `eventSource`
/// @param event the `eventName`, without Lambda's API version
/// @param family `rds`, `network`, `iam`, `secrets`, `kms`, `trail`, `guard-infra` or `other`
/// @param revertible whether an exact inverse exists
/// @param targets where the record names what the call was made on; the first is the thing that was
///     changed, the others are what it was changed with or into
public record WatchedCall(
    String source, String event, String family, boolean revertible, List<Target> targets) {

  public WatchedCall {
    targets = List.copyOf(targets);
  }

  /// Where a record names one target.
  ///
  /// @param kind `cluster`, `security-group`, `role`, …; `rds-arn` is whatever the ARN says
  /// @param paths in the request, or in the response behind `response.`; the first that leads
  ///     somewhere counts
  public record Target(String kind, List<String> paths) {
    private static final String RESPONSE = "response.";

    public Target {
      paths = List.copyOf(paths);
    }

    /// Reads what the event names.
    ///
    /// @return ids or ARNs as they are written
    List<String> in(ChangeEvent event) {
      for (String path : paths) {
        JsonNode root = path.startsWith(RESPONSE) ? event.response() : event.request();
        List<String> found =
            Fields.texts(
                root, path.startsWith(RESPONSE) ? path.substring(RESPONSE.length()) : path);
        if (!found.isEmpty()) {
          return found;
        }
      }
      return List.of();
    }

    /// Tells whether a member of the request is this target's name.
    boolean isNamedBy(String member) {
      return paths.stream().anyMatch(path -> path.replace("[]", "").equalsIgnoreCase(member));
    }
  }
}
