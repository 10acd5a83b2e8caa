package dev.auroraguardrails.model;

import java.util.Optional;

/// Who made a call, by CloudTrail's `userIdentity`. Told in alerts; never a reason to skip an
/// event.
///
/// @param type CloudTrail's type: `IAMUser`, `AssumedRole`, `Root`, `AWSService`, … or `unknown`
/// @param arn the ARN of the session, user or root; empty when the record carries none
/// @param via the service that made the call for the actor (`cloudformation.amazonaws.com`), the
///     issuing role's ARN of a session, or empty
public record Actor(String type, Optional<String> arn, Optional<String> via) {

  /// @return a short name for a sentence: `role/dev (alice)`, `user/bob`, `root`, `unknown`
  public String shortName() {
    String full = arn.orElse(type);
    String name = full.substring(full.lastIndexOf(':') + 1);
    if (!name.startsWith("assumed-role/")) {
      return name;
    }
    String[] parts = name.split("/", -1);
    return parts.length < 3
        ? name
        : "role/" + parts[parts.length - 2] + " (" + parts[parts.length - 1] + ")";
  }
}
