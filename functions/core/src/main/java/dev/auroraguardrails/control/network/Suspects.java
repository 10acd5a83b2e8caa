package dev.auroraguardrails.control.network;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.model.AddressSpace;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.Collection;
import java.util.List;

/// Tells apart the groups about which it need not be known whether a cluster uses them.
public final class Suspects {
  private static final List<String> ANY_RULE =
      List.of(
          EgressClosedToTheWorld.ID,
          GroupsStayInTheirVpc.ID,
          GroupChangesTold.ID,
          DefaultGroupsEmpty.ID);

  private Suspects() {}

  /// @return whether no network control would blame any rule, whichever clusters use the group
  public static boolean noneIn(SecurityGroup group, Baseline baseline) {
    Collection<SecurityGroupRule> rules = group.rules().values();
    List<String> ingress =
        rules.stream()
            .filter(rule -> !rule.egress() && rule.mayReachACluster())
            .flatMap(rule -> rule.addresses().stream())
            .toList();
    return !among(rules, group.id(), baseline) && !AddressSpace.isTheWorld(ingress);
  }

  /// @return whether a control looks at every change of a group that a cluster uses, whatever its
  ///     rules are
  public static boolean isEveryGroup(Baseline baseline) {
    return ANY_RULE.stream().anyMatch(control -> baseline.mode(control) != Mode.OFF);
  }

  /// @param rules rules of one group
  /// @param group their group
  /// @param baseline what the account is held against
  /// @return whether NET-02, NET-03 or NET-04 would blame one of them, if only the right cluster
  ///     used the group; NET-01 is not asked, since it adds rules up
  public static boolean among(
      Collection<SecurityGroupRule> rules, ResourceId group, Baseline baseline) {
    boolean unknown = baseline.mode(SourceGroupsKnown.ID) != Mode.OFF;
    boolean wide = baseline.mode(AllPortsClosedToWideSources.ID) != Mode.OFF;
    boolean strange = baseline.mode(SourcesWithinTheCompany.ID) != Mode.OFF;
    return rules.stream()
        .filter(SecurityGroupRule::mayReachACluster)
        .anyMatch(
            rule ->
                (wide && AllPortsClosedToWideSources.blames(rule, baseline))
                    || (strange && !SourcesWithinTheCompany.strangers(rule, baseline).isEmpty())
                    || (unknown && SourceGroupsKnown.isStrange(rule, group, baseline)));
  }
}
