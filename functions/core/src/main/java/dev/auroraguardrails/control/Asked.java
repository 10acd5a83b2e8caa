package dev.auroraguardrails.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.model.Resource.DbCluster;
import java.util.Optional;

/// What the call that led to a look asked of a cluster, for controls that judge that alone: the
/// state does not show it, or shows it of clusters that nobody has just changed.
public final class Asked {
  private Asked() {}

  /// @param attribute a member of the request, by CloudTrail's spelling
  /// @return its value as text; empty where no call led to the look, or where it did not ask
  public static Optional<String> value(Context<DbCluster> context, String attribute) {
    return context.change().map(change -> change.changed().get(attribute)).map(JsonNode::asText);
  }

  /// @return whether the look was led to by the call that made the cluster
  public static boolean birth(Context<DbCluster> context) {
    return context
        .change()
        .filter(c -> c.name().startsWith("Create") || c.name().startsWith("Restore"))
        .isPresent();
  }
}
