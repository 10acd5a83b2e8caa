package dev.auroraguardrails.control.network;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.ModifySecurityGroupRules;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import dev.auroraguardrails.port.Ledger.LastGood;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What the controls over rules share: the way back, and that one of them speaks about a
/// rule.
final class RuleViolation {
  static final String LIMITS =
      "Connections that are open already stay up until they close. A rule that was changed, not"
          + " added, gets its last known form back; where that is unknown it is told and not revoked.";

  private RuleViolation() {}

  /// A rule that was added is revoked; one that was changed gets the form back that it had in the
  /// last known good state. A form that no control blames was left standing when it was set, so
  /// giving it back lets nobody in who was not in before.
  ///
  /// @param revocation of the rule
  static Violation of(
      Remediation revocation,
      SecurityGroup group,
      SecurityGroupRule rule,
      String evidence,
      Context<SecurityGroup> context) {
    var revoke = new Fix(revocation, Restored.byTheChange("no such rule"));
    if (!context.change().map(c -> c.name().equals("ModifySecurityGroupRules")).orElse(false)) {
      return Violation.fixable(rule.id(), evidence, revoke);
    }
    Optional<LastGood<SecurityGroup>> good = context.lastGood();
    Optional<SecurityGroupRule> known = good.map(last -> last.state().rules().get(rule.id()));
    if (good.isEmpty() || known.isEmpty()) {
      return Violation.fixable(rule.id(), evidence, revoke)
          .withDoubt("the rule existed before it was changed, and its earlier form is unknown");
    }
    SecurityGroupRule earlier = known.get();
    if (earlier.source().equals(rule.source())) {
      earlier = earlier.standingFor(rule.addresses()); // An edited list is not the rule's doing.
    }
    if (isBlamed(group.with(earlier), earlier, context.baseline())) {
      return Violation.fixable(rule.id(), evidence, revoke)
          .withDoubt("the last known form of the rule is not allowed, either");
    }
    return Violation.fixable(
        rule.id(), evidence, back(revocation, group, rule, earlier, good.get().asOf()));
  }

  /// EC2 refuses a form that another rule has; then that one stands for it.
  private static Fix back(
      Remediation revocation,
      SecurityGroup group,
      SecurityGroupRule rule,
      SecurityGroupRule earlier,
      Instant asOf) {
    Optional<SecurityGroupRule> twin =
        group.rules().values().stream()
            .filter(other -> !other.id().equals(rule.id()) && other.isLike(earlier))
            .findFirst();
    String form = earlier.ports() + " from " + earlier.source();
    return new Fix(
        twin.isPresent()
            ? revocation
            : new ModifySecurityGroupRules(
                group.id(), List.of(new Step<>(Optional.of(rule), earlier))),
        new Restored(
            twin.map(same -> form + ", by " + same.id()).orElse(form),
            Source.LAST_KNOWN_GOOD,
            Optional.of(asOf)));
  }

  private static boolean isBlamed(SecurityGroup group, SecurityGroupRule rule, Baseline baseline) {
    return DatabasePortsClosedToTheWorld.blamed(group).contains(rule.id())
        || Suspects.among(List.of(rule), group.id(), baseline)
        || DefaultGroupsEmpty.blames(group, rule)
        || EgressClosedToTheWorld.blames(rule);
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
