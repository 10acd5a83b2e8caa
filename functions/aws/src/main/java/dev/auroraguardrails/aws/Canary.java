package dev.auroraguardrails.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.model.ChangeEvent;

/// The call that the stack makes once an hour, so that something comes along the whole way: it sets
/// this tag on what the guard itself owns. Who else sets it is told (TAMPER-06).
public final class Canary {
  /// The tag's key.
  public static final String TAG = "aurora-guardrails:canary";

  private Canary() {}

  /// @return whether the call sets the canary's tag, on whatever
  public static boolean is(ChangeEvent event) {
    if (!event.name().equals("AddTagsToResource") && !event.name().equals("TagRole")) {
      return false;
    }
    for (JsonNode tag : event.request().path("tags")) {
      if (tag.path("key").asText().equals(TAG)) {
        return true;
      }
    }
    return false;
  }
}
