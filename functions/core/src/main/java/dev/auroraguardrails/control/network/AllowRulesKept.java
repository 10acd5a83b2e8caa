package dev.auroraguardrails.control.network;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Compares a group that rules were revoked from with its last known good state. It only tells:
/// taking access away weakens nothing, and is often meant.
@About(
    id = "NET-22",
    title = "Rules that let applications reach Aurora clusters are not revoked unnoticed",
    severity = Severity.MEDIUM,
    family = Family.NETWORK,
    calls = {"RevokeSecurityGroupIngress"},
    why =
        "Without its rule an application loses its database with its next connection, and nothing"
            + " in the database says why.",
    limits = "Known are only the rules of groups that an event has touched before.")
public final class AllowRulesKept implements Control<SecurityGroup> {
  @Override
  public Class<SecurityGroup> checks() {
    return SecurityGroup.class;
  }

  @Override
  public List<Violation> check(SecurityGroup now, Context<SecurityGroup> context) {
    boolean revoked =
        context.change().map(c -> c.name().equals("RevokeSecurityGroupIngress")).orElse(false);
    if (!revoked) {
      return List.of();
    }
    return context.lastGood().stream()
        .flatMap(good -> good.state().rules().values().stream())
        .filter(rule -> !rule.egress() && now.rules().values().stream().noneMatch(rule::isLike))
        .filter(rule -> now.usedBy().stream().anyMatch(use -> rule.lets(use.port())))
        .map(rule -> Violation.told(rule.id(), evidence(now, rule), "it may be meant"))
        .toList();
  }

  private static String evidence(SecurityGroup now, SecurityGroupRule rule) {
    String clusters =
        now.usedBy().stream()
            .filter(use -> rule.lets(use.port()))
            .sorted(Comparator.comparing(ClusterUse::cluster))
            .map(use -> "port %d of cluster %s".formatted(use.port(), use.cluster()))
            .collect(Collectors.joining(" and "));
    return "%s no longer open to %s: %s (%s%s) was revoked"
        .formatted(
            clusters,
            rule.source(),
            rule.id(),
            rule.ports(),
            rule.description().map(text -> ", \"" + text + "\"").orElse(""));
  }
}
