package dev.auroraguardrails.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One rule that a call on a security group asked for, whatever the dialect it was asked in.
///
/// @param id the rule's id; empty when neither request nor response tells it
/// @param protocol `tcp`, a number, or `-1`, which also stands for one that is not told
/// @param fromPort the first port, empty when it is not told
/// @param toPort the last port, likewise
/// @param member what kind of source it is: `cidrIp`, `cidrIpv6`, `prefixListId` or `groupId`
/// @param source the source
/// @param description the rule's description
/// @param account the owner of a source that is a group
record AskedRule(
    String id,
    boolean egress,
    String protocol,
    OptionalInt fromPort,
    OptionalInt toPort,
    String member,
    String source,
    Optional<String> description,
    Optional<String> account) {
  static final String MODIFY = "ModifySecurityGroupRules";
  private static final Pattern PERMISSIONS =
      Pattern.compile("(Authorize|Revoke)SecurityGroup(In|E)gress");
  private static final String RULE = "securityGroupRule";

  boolean isAddress() {
    return member.equals("cidrIp") || member.equals("cidrIpv6");
  }

  static boolean isAskedBy(String operation) {
    return operation.equals(MODIFY) || PERMISSIONS.matcher(operation).matches();
  }

  /// Reads the rules. The response of an authorisation is preferred: it is the same for every
  /// dialect and tells the ids.
  static List<AskedRule> in(String operation, JsonNode request, JsonNode response) {
    boolean egress = operation.endsWith("Egress");
    if (operation.equals(MODIFY)) {
      return Fields.list(Fields.get(request, RULE)).stream()
          .flatMap(item -> flat(inner(item), id(item), egress))
          .toList();
    }
    List<AskedRule> answered =
        Fields.list(Fields.get(response, "securityGroupRuleSet")).stream()
            .flatMap(item -> flat(item, id(item), egress))
            .toList();
    if (!answered.isEmpty()) {
      return answered;
    }
    var asked = new ArrayList<>(flat(request, "", egress).toList());
    for (JsonNode permission : Fields.list(Fields.get(request, "ipPermissions"))) {
      asked.addAll(nested(permission, egress).toList());
    }
    return asked;
  }

  /// An element of ModifySecurityGroupRules has the id outside and, under the same name as the
  /// list's, the rule inside.
  private static JsonNode inner(JsonNode item) {
    JsonNode inner = Fields.get(item, RULE);
    return inner.isObject() ? inner : item;
  }

  private static Stream<AskedRule> nested(JsonNode permission, boolean egress) {
    return Stream.of(
            sources(permission, "ipRanges", "cidrIp", "cidrIp", egress),
            sources(permission, "ipv6Ranges", "cidrIpv6", "cidrIpv6", egress),
            sources(permission, "prefixListIds", "prefixListId", "prefixListId", egress),
            sources(permission, "groups", "groupId", "groupId", egress),
            sources(permission, "groups", "groupName", "groupId", egress))
        .flatMap(rules -> rules);
  }

  private static Stream<AskedRule> sources(
      JsonNode permission, String list, String written, String member, boolean egress) {
    return Fields.list(Fields.get(permission, list)).stream()
        .filter(item -> !written.equals("groupName") || Fields.text(item, "groupId").isEmpty())
        .flatMap(
            item ->
                Fields.text(item, written).stream()
                    .map(source -> rule(permission, item, "", egress, member, source)));
  }

  private static Stream<AskedRule> flat(JsonNode item, String id, boolean egress) {
    return Stream.of(
            source(item, "cidrIp", "cidrIp"),
            source(item, "cidrIpv4", "cidrIp"),
            source(item, "cidrIpv6", "cidrIpv6"),
            source(item, "prefixListId", "prefixListId"),
            source(item, "referencedGroupId", "groupId"),
            source(Fields.get(item, "referencedGroupInfo"), "groupId", "groupId"),
            source(item, "sourceSecurityGroupName", "groupId"))
        .flatMap(Optional::stream)
        .map(found -> rule(item, item, id, egress, found.member(), found.value()));
  }

  private static Optional<Source> source(JsonNode item, String written, String member) {
    return Fields.text(item, written).map(value -> new Source(member, value));
  }

  private static AskedRule rule(
      JsonNode ports, JsonNode item, String id, boolean egress, String member, String source) {
    return new AskedRule(
        id,
        egress,
        Fields.text(ports, "ipProtocol").orElse("-1"),
        port(ports, "fromPort"),
        port(ports, "toPort"),
        member,
        source,
        Fields.text(item, "description"),
        member.equals("groupId") ? owner(item) : Optional.empty());
  }

  /// The dialects name the owner beside the group: in the pair, the reference or the flat form.
  private static Optional<String> owner(JsonNode item) {
    return Fields.text(item, "userId")
        .or(() -> Fields.text(Fields.get(item, "referencedGroupInfo"), "userId"))
        .or(() -> Fields.text(item, "sourceSecurityGroupOwnerId"));
  }

  private static String id(JsonNode item) {
    return Fields.text(item, "securityGroupRuleId").orElse("");
  }

  private static OptionalInt port(JsonNode item, String name) {
    try {
      return Fields.text(item, name)
          .map(text -> OptionalInt.of(Integer.parseInt(text)))
          .orElse(OptionalInt.empty());
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  private record Source(String member, String value) {}
}
