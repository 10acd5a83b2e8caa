package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.policy.Surroundings;
import java.util.List;
import java.util.Optional;

/// What the controls know of the account that a principal is in.
final class Account {
  private Account() {}

  static Surroundings of(IamPrincipal principal, Context<IamPrincipal> context) {
    return new Surroundings(
        Optional.of(principal.id().account()),
        List.of(),
        List.of(),
        List.of(),
        context.baseline().trustedAccounts());
  }
}
