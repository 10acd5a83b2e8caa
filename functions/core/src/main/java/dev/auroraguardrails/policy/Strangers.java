package dev.auroraguardrails.policy;

import dev.auroraguardrails.policy.Statement.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Whom the policy of a key or a secret lets in who is neither of the account nor trusted. Unlike
/// a role's trust, such a policy gives the data itself, so that a principal of another account is a
/// stranger even where it is named.
public final class Strangers {
  private static final Set<String> ORGANIZATION =
      Set.of("aws:principalorgid", "aws:principalorgpaths", "aws:sourceorgid");
  private static final Set<String> ACCOUNTS =
      Set.of("aws:principalaccount", "aws:sourceaccount", "kms:calleraccount");
  private static final Set<String> ARNS = Set.of("aws:principalarn", "aws:sourcearn");
  private static final Set<String> NETWORKS = Set.of("aws:sourcevpc", "aws:sourcevpce");

  private final List<String> actions;
  private final Surroundings surroundings;
  private final List<String> why = new ArrayList<>();

  private Strangers(List<String> actions, Surroundings surroundings) {
    this.actions = actions;
    this.surroundings = surroundings;
  }

  /// @param document the resource's own policy
  /// @param actions what strangers must not be given
  /// @return a clause for each statement that lets some in; empty when none does
  /// @throws Unjudgeable when it is no policy, or names no principals
  public static List<String> in(String document, List<String> actions, Surroundings surroundings)
      throws Unjudgeable {
    Policy policy = Policy.parse(document);
    if (!policy.isTrust()) {
      throw new Unjudgeable("wanted a Principal in each statement, got none");
    }
    var strangers = new Strangers(actions, surroundings);
    policy.statements().forEach(statement -> strangers.judge(statement, policy));
    return List.copyOf(strangers.why);
  }

  /// @param arn of whoever is let in, or an account; what is neither is AWS's own
  /// @return whether it is of an account that is neither the own one nor trusted
  public static boolean isStranger(String arn, Surroundings surroundings) {
    return !Principals.accountOf(arn).isEmpty() && !isOurs(Principals.accountOf(arn), surroundings);
  }

  private void judge(Statement statement, Policy policy) {
    if (statement.effect() == Effect.DENY
        || statement.conditionsHold(Facts.NONE) == Truth.FALSE
        || actions.stream().noneMatch(action -> isGiven(action, statement, policy))
        || isLimited(statement)) {
      return;
    }
    Principals principals = statement.principals().orElseThrow();
    if (principals.negated()) {
      tell(statement, "everyone but those named by NotPrincipal");
      return;
    }
    for (String id : principals.ids("AWS")) {
      if (id.equals("*")) {
        tell(statement, "everyone");
      } else if (isStranger(id, surroundings)) {
        tell(statement, id);
      }
    }
    principals.ids("Federated").forEach(id -> tell(statement, "whoever " + id + " vouches for"));
    principals.ids("CanonicalUser").forEach(id -> tell(statement, "another account's user"));
  }

  /// An Allow gives it, and no certain Deny for everyone takes it.
  private static boolean isGiven(String action, Statement statement, Policy policy) {
    String folded = Statement.folded(action);
    return statement.actions().cover(folded)
        && policy.statements().stream()
            .noneMatch(
                deny ->
                    deny.effect() == Effect.DENY
                        && deny.conditions().isEmpty()
                        && deny.actions().cover(folded)
                        && deny.principals()
                            .map(all -> !all.negated() && all.ids("AWS").contains("*"))
                            .orElse(false));
  }

  /// To the own or a trusted account, to an organization, or to a network that somebody named.
  private boolean isLimited(Statement statement) {
    return statement.conditions().stream()
        .anyMatch(
            condition ->
                Narrowing.pins(condition, ORGANIZATION::contains)
                    || Narrowing.pins(condition, NETWORKS::contains)
                    || (Narrowing.pins(condition, ACCOUNTS::contains)
                        && all(condition, value -> isOurs(value, surroundings)))
                    || (Narrowing.pins(condition, ARNS::contains)
                        && all(
                            condition,
                            value -> isOurs(Principals.accountOf(value), surroundings))));
  }

  private static boolean all(Condition condition, Predicate<String> test) {
    return condition.values().stream().map(ArnPattern::toString).allMatch(test);
  }

  private static boolean isOurs(String account, Surroundings surroundings) {
    return surroundings.account().map(account::equals).orElse(false)
        || surroundings.trustedAccounts().contains(account);
  }

  private void tell(Statement statement, String who) {
    why.add(statement.name() + " lets " + who + " in");
  }
}
