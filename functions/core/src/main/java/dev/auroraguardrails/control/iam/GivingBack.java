package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.model.Remediation.GivePolicyBack;
import dev.auroraguardrails.model.Remediation.GivePolicyBack.Part;
import dev.auroraguardrails.model.Resource.PolicyHolder;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import dev.auroraguardrails.policy.Judgement;
import dev.auroraguardrails.policy.Judgement.Level;
import java.util.Optional;

/// A way back that gives a principal something. It needs the baseline's leave, and what is given
/// must
/// be good itself.
final class GivingBack {
  private GivingBack() {}

  /// @param doubt why a person must decide, as far as the control knows
  static Violation violation(
      String subject,
      String evidence,
      GivePolicyBack back,
      Optional<String> doubt,
      Context<? extends PolicyHolder> context) {
    var restored =
        new Restored(
            words(back), Source.LAST_KNOWN_GOOD, context.lastGood().map(good -> good.asOf()));
    var violation = Violation.fixable(subject, evidence, new Fix(back, restored));
    return doubt
        .or(() -> protection(back, context))
        .or(() -> badBefore(back, context))
        .or(() -> leave(context))
        .map(violation::withDoubt)
        .orElse(violation);
  }

  private static Optional<String> protection(
      GivePolicyBack back, Context<? extends PolicyHolder> context) {
    return context.baseline().protects(back.target())
        ? Optional.of("the principal is protected: its policies are never touched")
        : Optional.empty();
  }

  private static Optional<String> badBefore(
      GivePolicyBack back, Context<? extends PolicyHolder> context) {
    if (back.part() == Part.ATTACHED || back.part() == Part.BOUNDARY) {
      return Optional.empty();
    }
    Level level = Judgement.of(back.value().to(), Account.of(back.target(), context)).level();
    return level == Level.NONE || level == Level.SCOPED
        ? Optional.empty()
        : Optional.of("what was there before gives too much, too");
  }

  private static Optional<String> leave(Context<? extends PolicyHolder> context) {
    return context.baseline().iam().restores()
        ? Optional.empty()
        : Optional.of(
            "the guard may take away and not give: 'restorePolicies: yes' in the baseline"
                + " lets it put back what was there");
  }

  private static String words(GivePolicyBack back) {
    return switch (back.part()) {
      case INLINE -> "the policy " + back.name() + " as it was";
      case ATTACHED -> "attached";
      case TRUST -> "the trust policy as it was";
      case BOUNDARY -> "the permissions boundary " + back.value().to();
    };
  }
}
