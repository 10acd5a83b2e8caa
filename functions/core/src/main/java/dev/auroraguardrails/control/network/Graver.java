package dev.auroraguardrails.control.network;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// The controls over ingress rules from the gravest on: what a graver one blames is left to it, so
/// that nobody is told twice about one rule.
final class Graver {
  private static final List<Control> ORDER =
      List.of(
          new Control(
              DatabasePortsClosedToTheWorld.ID,
              (group, baseline) -> DatabasePortsClosedToTheWorld.blamed(group)),
          new Control(
              AllPortsClosedToWideSources.ID,
              (group, baseline) ->
                  AllPortsClosedToWideSources.blamed(group, baseline).stream()
                      .map(SecurityGroupRule::id)
                      .collect(Collectors.toSet())),
          new Control(SourcesWithinTheCompany.ID, SourcesWithinTheCompany::blamed),
          new Control(SourceGroupsKnown.ID, SourceGroupsKnown::blamed));

  private record Control(String id, BiFunction<SecurityGroup, Baseline, Set<String>> blamed) {}

  private Graver() {}

  /// @return the ids of the rules that one of these controls blames, unless it is off
  static Set<String> anyRules(SecurityGroup group, Baseline baseline) {
    var blamed = new HashSet<String>();
    ORDER.stream()
        .filter(control -> baseline.mode(control.id()) != Mode.OFF)
        .forEach(control -> blamed.addAll(control.blamed().apply(group, baseline)));
    return blamed;
  }

  /// @param control the id of the control that asks
  /// @return the ids of the rules about which a graver control says all there is to say
  static Set<String> rules(String control, SecurityGroup group, Baseline baseline) {
    var told = new HashSet<String>();
    for (Control graver : ORDER) {
      if (graver.id().equals(control)) {
        return told;
      }
      if (RuleViolation.leavesItTo(graver.id(), control, group, baseline)) {
        told.addAll(graver.blamed().apply(group, baseline));
      }
    }
    return told;
  }
}
