package dev.auroraguardrails.control.network;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.time.LocalDate;
import java.util.List;

/// What the controls over ingress rules share: the way back, and that one of them speaks about a
/// rule.
final class RuleViolation {
  static final String LIMITS =
      "Connections that are open already stay up until they close. A rule that was changed, not"
          + " added, is told and not revoked: its earlier form would go with it.";

  private RuleViolation() {}

  /// A rule that was added is revoked, one that was changed is left to a person.
  static Violation of(
      SecurityGroup group,
      SecurityGroupRule rule,
      String evidence,
      Context<SecurityGroup> context) {
    var revoke = new RevokeIngressRules(group.id(), List.of(rule));
    var violation =
        Violation.fixable(
            rule.id(), evidence, new Fix(revoke, Restored.byTheChange("no such rule")));
    boolean changedRule =
        context.change().map(c -> c.name().equals("ModifySecurityGroupRules")).orElse(false);
    return changedRule
        ? violation.withDoubt(
            "the rule existed before it was changed, and its earlier form is unknown")
        : violation;
  }

  /// Tells whether a graver control already says all there is to say about a rule that both blame:
  /// it does as much about it, or more, and is not exempted on the group.
  static boolean leavesItTo(String graver, String control, SecurityGroup group, Baseline baseline) {
    boolean exempted =
        baseline.exemptions().stream()
            .anyMatch(e -> e.covers(graver, group.id().arn(), LocalDate.MIN));
    return !exempted && strength(baseline.mode(graver)) >= strength(baseline.mode(control));
  }

  private static int strength(Mode mode) {
    return switch (mode) {
      case REVERT -> 2;
      case ALERT -> 1;
      case OFF -> 0;
    };
  }
}
