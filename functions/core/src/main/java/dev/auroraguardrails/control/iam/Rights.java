package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.PolicyReach;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.InlinePolicy;
import dev.auroraguardrails.policy.Judgement;
import dev.auroraguardrails.policy.Judgement.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether a principal that was read in full has rights over Aurora that are too broad.
final class Rights {
  private Rights() {}

  /// @return `too much over Aurora by AdministratorAccess`; empty where it has none
  static Optional<String> over(IamPrincipal holder, Context<IamPrincipal> context) {
    List<String> by =
        Stream.concat(
                holder.attached().values().stream()
                    .filter(policy -> PolicyReach.of(policy) != PolicyReach.LITTLE)
                    .map(ManagedPolicy::name),
                holder.inline().stream()
                    .filter(policy -> isBroad(policy, holder, context))
                    .map(policy -> "the inline policy " + policy.name()))
            .toList();
    return by.isEmpty()
        ? Optional.empty()
        : Optional.of("too much over Aurora by " + String.join(" and ", by));
  }

  private static boolean isBroad(
      InlinePolicy policy, IamPrincipal holder, Context<IamPrincipal> context) {
    Level level = Judgement.of(policy.document(), Account.of(holder, context)).level();
    return level == Level.VIOLATION || level == Level.UNPARSEABLE;
  }
}
