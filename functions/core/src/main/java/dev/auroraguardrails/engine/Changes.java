package dev.auroraguardrails.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.engine.WatchedCall.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a request really changed: its members without the name of what was changed, and without
/// the flags that say how it was to be changed.
final class Changes {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// CloudTrail writes the first of these even when the caller did not send them.
  private static final Set<String> HOW =
      Set.of(
          "applyimmediately",
          "allowmajorversionupgrade",
          "allowenginemodechange",
          "skipfinalsnapshot",
          "uselatestrestorabletime",
          "includeshared",
          "includepublic",
          "defaultonly",
          "certificaterotationrestart",
          "force",
          "dryrun",
          "fullyqualifiedarn",
          "clienttoken",
          "clientrequesttoken",
          "apiversion");

  /// Defaults that CloudTrail fills in; only `true` was sent.
  private static final Set<String> OFF_UNLESS_SENT =
      Set.of(
          "resetallparameters",
          "bypasspolicylockoutsafetycheck",
          "overridependingwindowcheck",
          "publish");

  /// Names of what was changed, in calls that the table does not have.
  private static final Set<String> NAMES =
      Set.of(
          "dbclusteridentifier",
          "dbclustersnapshotidentifier",
          "dbinstanceidentifier",
          "dbsnapshotidentifier",
          "rolename",
          "username",
          "groupname",
          "groupid",
          "functionname",
          "secretid",
          "keyid",
          "bucketname",
          "name");

  /// How the dialects of the calls on security groups spell the rules, which are given by one
  /// spelling instead.
  private static final Set<String> RULES =
      Set.of(
          "groupid",
          "groupname",
          "ippermissions",
          "ipprotocol",
          "fromport",
          "toport",
          "cidrip",
          "sourcesecuritygroupname",
          "sourcesecuritygroupownerid",
          "securitygrouprule");

  private Changes() {}

  /// Reads the changes of a call that succeeded.
  ///
  /// @return by CloudTrail's spelling, secrets as `***`
  static Map<String, JsonNode> of(
      String source, String operation, JsonNode request, JsonNode response) {
    boolean rules = source.equals("ec2.amazonaws.com") && AskedRule.isAskedBy(operation);
    Optional<Target> primary =
        WatchedCalls.find(source, operation).stream()
            .flatMap(call -> call.targets().stream())
            .findFirst();
    var changed = new LinkedHashMap<String, JsonNode>();
    for (Map.Entry<String, JsonNode> member : request.properties()) {
      String name = member.getKey();
      String lower = name.toLowerCase(Locale.ROOT);
      boolean named = primary.map(p -> p.isNamedBy(name)).orElseGet(() -> NAMES.contains(lower));
      boolean left = named || HOW.contains(lower) || (rules && RULES.contains(lower));
      if (!left && !isUnsent(operation, name, member.getValue())) {
        JsonNode value = Secrets.masked(name, member.getValue());
        if (!isEmpty(value)) {
          changed.put(name, value);
        }
      }
    }
    if (rules) {
      putRules(changed, operation, AskedRule.in(operation, request, response));
    }
    return changed;
  }

  /// Defaults that CloudTrail fills in, and the one attribute that a snapshot has.
  private static boolean isUnsent(String operation, String name, JsonNode value) {
    boolean off = value.isBoolean() && !value.booleanValue();
    return (off && OFF_UNLESS_SENT.contains(name.toLowerCase(Locale.ROOT)))
        || (off && name.equalsIgnoreCase("debugLogging") && operation.startsWith("Create"))
        || (name.equalsIgnoreCase("attributeName") && operation.endsWith("SnapshotAttribute"));
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isNull()
        || (value.isContainerNode() && value.isEmpty())
        || (value.isTextual() && value.textValue().isEmpty());
  }

  private static void putRules(
      Map<String, JsonNode> changed, String operation, List<AskedRule> rules) {
    if (rules.isEmpty()) {
      return;
    }
    ArrayNode list = JSON.arrayNode();
    rules.forEach(rule -> list.add(json(rule)));
    changed.put(operation.equals(AskedRule.MODIFY) ? "securityGroupRules" : "ipPermissions", list);
  }

  private static ObjectNode json(AskedRule rule) {
    ObjectNode json = JSON.objectNode();
    if (!rule.id().isEmpty()) {
      json.put("securityGroupRuleId", rule.id());
    }
    json.put("ipProtocol", rule.protocol());
    rule.fromPort().ifPresent(port -> json.put("fromPort", port));
    rule.toPort().ifPresent(port -> json.put("toPort", port));
    return json.put(rule.member(), rule.source());
  }
}
