package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.AddressSpace;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a call on a security group asked for. It is what the event tells, not the group's state:
/// that is judged from what is described.
public final class SecurityGroupRequest {
  private static final Set<String> OPENING =
      Set.of("AuthorizeSecurityGroupIngress", AskedRule.MODIFY);

  private SecurityGroupRequest() {}

  /// Reads the rules of an Authorize, Revoke or ModifySecurityGroupRules call.
  ///
  /// @return the rules, with an empty id where the event does not tell it and ports of -1 where
  ///     none are told; none for another call. ModifySecurityGroupRules does not tell the direction
  ///     and is taken for ingress
  public static List<SecurityGroupRule> rules(ChangeEvent event) {
    if (!event.source().equals("ec2.amazonaws.com") || !AskedRule.isAskedBy(event.name())) {
      return List.of();
    }
    return asked(event).stream().map(SecurityGroupRequest::rule).toList();
  }

  /// Tells which rules of a group a call added, changed or revoked. Rule ids come with the answer
  /// of newer records; older ones are matched by what they ask for.
  ///
  /// @return their ids
  public static Set<String> touched(ChangeEvent change, SecurityGroup group) {
    return rules(change).stream()
        .flatMap(
            asked ->
                asked.id().isEmpty()
                    ? group.rules().values().stream()
                        .filter(rule -> rule.isLike(asked))
                        .map(SecurityGroupRule::id)
                    : Stream.of(asked.id()))
        .collect(Collectors.toSet());
  }

  /// Reads the rules that a Revoke call named by their ids. The request's member is written in the
  /// singular or the plural; newer answers list what was revoked.
  static Set<String> revokedIds(ChangeEvent event) {
    return Stream.of(
            Fields.texts(event.request(), "securityGroupRuleId[]"),
            Fields.texts(event.request(), "securityGroupRuleIds[]"),
            Fields.texts(event.response(), "revokedSecurityGroupRuleSet[].securityGroupRuleId"))
        .flatMap(List::stream)
        .collect(Collectors.toSet());
  }

  /// Tells whether the event's own rules let the whole internet in.
  ///
  /// @return true when, at one port, the rules' blocks together are the world; false when they are
  ///     narrower; empty when the call did not open anything inwards, or when groups and prefix
  ///     lists leave it open
  public static Optional<Boolean> worldOpen(ChangeEvent event) {
    if (!event.changedSomething() || !OPENING.contains(event.name())) {
      return Optional.empty();
    }
    List<SecurityGroupRule> rules = rules(event);
    List<SecurityGroupRule> byAddress =
        rules.stream().filter(SecurityGroupRequest::isReadable).toList();
    if (byAddress.stream().anyMatch(rule -> isWorldAt(rule, byAddress))) {
      return Optional.of(true);
    }
    boolean unknown =
        byAddress.isEmpty()
            || asked(event).stream().anyMatch(r -> r.member().equals("prefixListId"));
    return unknown ? Optional.empty() : Optional.of(false);
  }

  private static List<AskedRule> asked(ChangeEvent event) {
    return AskedRule.in(event.name(), event.request(), event.response());
  }

  private static SecurityGroupRule rule(AskedRule asked) {
    return new SecurityGroupRule(
        asked.id(),
        asked.egress(),
        asked.protocol(),
        asked.fromPort().orElse(-1),
        asked.toPort().orElse(-1),
        asked.source(),
        asked.isAddress() ? List.of(asked.source()) : List.of(),
        asked.description(),
        asked.account());
  }

  /// Halves of the address space on different ports are not the world on any: so the rules that
  /// overlap at this one's first port are added up.
  private static boolean isWorldAt(SecurityGroupRule at, List<SecurityGroupRule> rules) {
    List<String> blocks =
        rules.stream()
            .filter(rule -> overlaps(rule, at))
            .flatMap(rule -> rule.addresses().stream())
            .distinct()
            .toList();
    return AddressSpace.isTheWorld(blocks);
  }

  private static boolean overlaps(SecurityGroupRule rule, SecurityGroupRule at) {
    if (rule.protocol().equals("-1")) {
      return true;
    }
    return number(rule.protocol()).equals(number(at.protocol()))
        && (rule.fromPort() == -1
            || (rule.fromPort() <= at.fromPort() && at.fromPort() <= rule.toPort()));
  }

  private static String number(String protocol) {
    return switch (protocol) {
      case "tcp" -> "6";
      case "udp" -> "17";
      case "icmp" -> "1";
      case "icmpv6" -> "58";
      default -> protocol;
    };
  }

  private static boolean isReadable(SecurityGroupRule rule) {
    if (rule.addresses().isEmpty()) {
      return false;
    }
    try {
      AddressSpace.isTheWorld(rule.addresses());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
