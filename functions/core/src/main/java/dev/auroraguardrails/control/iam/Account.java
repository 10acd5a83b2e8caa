package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.model.Resource.PolicyHolder;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.policy.Surroundings;
import java.util.List;
import java.util.Optional;

/// What the controls know of the account that a principal or policy is in.
final class Account {
  private Account() {}

  static Surroundings of(PolicyHolder holder, Context<? extends PolicyHolder> context) {
    return of(holder.id(), context);
  }

  static Surroundings of(ResourceId holder, Context<? extends PolicyHolder> context) {
    return new Surroundings(
        Optional.of(holder.account()),
        List.of(),
        List.of(),
        List.of(),
        context.baseline().trustedAccounts());
  }
}
