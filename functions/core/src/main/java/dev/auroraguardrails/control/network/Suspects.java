package dev.auroraguardrails.control.network;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.model.AddressSpace;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.Collection;
import java.util.List;

/// Tells apart the groups about which it need not be known whether a cluster uses them.
public final class Suspects {
  private Suspects() {}

  /// @return whether no network control would blame any rule, whichever clusters use the group
  public static boolean noneIn(SecurityGroup group, Baseline baseline) {
    Collection<SecurityGroupRule> rules = group.rules().values();
    List<String> ingress =
        rules.stream()
            .filter(rule -> !rule.egress() && rule.mayReachACluster())
            .flatMap(rule -> rule.addresses().stream())
            .toList();
    return !among(rules, baseline) && !AddressSpace.isTheWorld(ingress);
  }

  /// @param rules rules of one group
  /// @param baseline what the account is held against
  /// @return whether NET-02 or NET-03 would blame one of them, if only the right cluster used the
  ///     group; NET-01 is not asked, since it adds rules up
  public static boolean among(Collection<SecurityGroupRule> rules, Baseline baseline) {
    boolean wide = baseline.mode(AllPortsClosedToWideSources.ID) != Mode.OFF;
    boolean strange = baseline.mode(SourcesWithinTheCompany.ID) != Mode.OFF;
    return rules.stream()
        .filter(SecurityGroupRule::mayReachACluster)
        .anyMatch(
            rule ->
                (wide && AllPortsClosedToWideSources.blames(rule, baseline))
                    || (strange && !SourcesWithinTheCompany.strangers(rule, baseline).isEmpty()));
  }
}
