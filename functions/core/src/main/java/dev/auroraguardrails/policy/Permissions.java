package dev.auroraguardrails.policy;

import dev.auroraguardrails.policy.Statement.Effect;
import java.util.List;
import java.util.Optional;

/// All policies of one principal, and its permissions boundary.
///
/// @param policies inline and attached, its groups' too
/// @param boundary narrows what they grant, and grants nothing itself
public record Permissions(List<Policy> policies, Optional<Policy> boundary) {
  public Permissions {
    policies = List.copyOf(policies);
  }

  public static Permissions of(Policy... policies) {
    return new Permissions(List.of(policies), Optional.empty());
  }

  public Permissions within(Policy limit) {
    return new Permissions(policies, Optional.of(limit));
  }

  /// Evaluates as IAM does within one account, without the organization's policies.
  ///
  /// @return what is said to the request, with the statement that says so
  public Verdict judge(Request request) {
    Verdict granted = judge(policies, request);
    if (boundary.isEmpty()) {
      return granted;
    }
    Verdict limit = judge(List.of(boundary.get()), request);
    return switch (granted) {
      case Verdict.Denied d -> d;
      case Verdict.NotGranted n -> limit instanceof Verdict.Denied ? limit : n;
      case Verdict.GrantedIf g -> isGrant(limit) ? g : limit;
      case Verdict.Granted g ->
          limit instanceof Verdict.GrantedIf
              ? new Verdict.GrantedIf(g.by())
              : isGrant(limit) ? g : limit;
    };
  }

  private static boolean isGrant(Verdict verdict) {
    return verdict instanceof Verdict.Granted || verdict instanceof Verdict.GrantedIf;
  }

  private static Verdict judge(List<Policy> policies, Request request) {
    Verdict best = new Verdict.NotGranted();
    for (Policy policy : policies) {
      for (Statement statement : policy.statements()) {
        if (isSettledBy(statement, best) || !statement.isAbout(request)) {
          continue;
        }
        Truth holds = statement.conditionsHold(request.facts());
        if (statement.effect() == Effect.DENY) {
          if (holds == Truth.TRUE) {
            return new Verdict.Denied(statement);
          }
        } else if (holds == Truth.TRUE) {
          best = new Verdict.Granted(statement);
        } else if (holds == Truth.UNKNOWN && best instanceof Verdict.NotGranted) {
          best = new Verdict.GrantedIf(statement);
        }
      }
    }
    return best;
  }

  private static boolean isSettledBy(Statement statement, Verdict best) {
    return statement.effect() == Effect.ALLOW && best instanceof Verdict.Granted;
  }
}
