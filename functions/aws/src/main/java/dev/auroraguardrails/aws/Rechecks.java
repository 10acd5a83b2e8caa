package dev.auroraguardrails.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.model.FindingKey;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.Trigger;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/// Reads what a sweep sends: `{"resource": {"kind": "DB_CLUSTER", "account": …, "region": …,
/// "name": …}, "findings": [{"control": "RESIL-01", "subject": "deletionProtection"}], "sweepId":
/// …}`, with `"harden": true` where a person asked for what never was good to be put right, and
/// nothing besides. A sweep knows of no actor: a recheck that names one is forged.
final class Rechecks {
  private static final Set<String> MEMBERS = Set.of("resource", "findings", "sweepId", "harden");
  private static final Set<String> OF_RESOURCE = Set.of("kind", "account", "region", "name");
  private static final Set<String> OF_FINDING = Set.of("control", "subject");

  private Rechecks() {}

  static Trigger.Recheck read(JsonNode json, int attempt, Instant firstSeen) throws UnreadableBody {
    only(json, MEMBERS);
    JsonNode resource = json.path("resource");
    only(resource, OF_RESOURCE);
    var findings = new LinkedHashSet<FindingKey>();
    for (JsonNode finding : json.path("findings")) {
      only(finding, OF_FINDING);
      findings.add(new FindingKey(text(finding, "control"), text(finding, "subject")));
    }
    return new Trigger.Recheck(
        new ResourceId(
            kind(text(resource, "kind")),
            text(resource, "account"),
            text(resource, "region"),
            text(resource, "name")),
        findings,
        text(json, "sweepId"),
        json.path("harden").asBoolean(),
        attempt,
        firstSeen);
  }

  private static void only(JsonNode json, Set<String> members) throws ForgedMessage {
    for (var member : json.properties()) {
      if (!members.contains(member.getKey())) {
        throw new ForgedMessage("a recheck that says more than what a sweep found");
      }
    }
  }

  private static Kind kind(String name) throws UnreadableBody {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new UnreadableBody("a recheck needs a known kind of resource"));
  }

  private static String text(JsonNode json, String name) throws UnreadableBody {
    if (!json.path(name).isTextual() || json.path(name).asText().isEmpty()) {
      throw new UnreadableBody("a recheck needs " + name);
    }
    return json.path(name).asText();
  }
}
