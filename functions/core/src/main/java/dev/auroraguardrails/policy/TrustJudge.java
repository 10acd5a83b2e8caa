package dev.auroraguardrails.policy;

import dev.auroraguardrails.policy.Judgement.Level;
import dev.auroraguardrails.policy.Statement.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Judges whom a trust policy lets in. What the role may then do is not known here, so strangers
/// are too much in any role.
final class TrustJudge {
  private static final List<String> WAYS_IN =
      List.of("sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity");

  /// The key that names the one application or pool of providers that are open to everybody.
  private static final Map<String, List<String>> PUBLIC_PROVIDERS =
      Map.of(
          "cognito-identity.amazonaws.com", List.of("cognito-identity.amazonaws.com:aud"),
          "accounts.google.com", List.of("accounts.google.com:aud", "accounts.google.com:sub"),
          "graph.facebook.com", List.of("graph.facebook.com:app_id"),
          "www.amazon.com", List.of("www.amazon.com:app_id"));

  private static final String OIDC = ":oidc-provider/";

  private final Surroundings surroundings;
  private final TreeSet<String> granted = new TreeSet<>();
  private final List<String> why = new ArrayList<>();
  private final List<String> said = new ArrayList<>();

  private TrustJudge(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  static Judgement judge(Policy policy, Surroundings surroundings) {
    return new TrustJudge(surroundings).judged(policy);
  }

  private Judgement judged(Policy policy) {
    boolean lets = false;
    for (Statement statement : policy.statements()) {
      List<String> ways = ways(statement, policy);
      if (!ways.isEmpty()) {
        lets = true;
        strangers(statement, ways);
      }
    }
    if (!why.isEmpty()) {
      return new Judgement(Level.VIOLATION, Set.of(Danger.ESCALATE), granted, why);
    }
    return new Judgement(lets ? Level.SCOPED : Level.NONE, Set.of(), new TreeSet<>(), said);
  }

  /// What an Allow opens, and no certain Deny for everyone closes.
  private static List<String> ways(Statement statement, Policy policy) {
    if (statement.effect() == Effect.DENY || statement.conditionsHold(Facts.NONE) == Truth.FALSE) {
      return List.of();
    }
    return WAYS_IN.stream()
        .filter(way -> statement.actions().cover(Statement.folded(way)))
        .filter(way -> policy.statements().stream().noneMatch(deny -> closes(deny, way)))
        .toList();
  }

  private static boolean closes(Statement deny, String way) {
    return deny.effect() == Effect.DENY
        && deny.conditions().isEmpty()
        && deny.actions().cover(Statement.folded(way))
        && deny.principals().map(p -> !p.negated() && p.ids("AWS").contains("*")).orElse(false);
  }

  private void strangers(Statement statement, List<String> ways) {
    Principals principals = statement.principals().orElseThrow();
    if (principals.negated()) {
      tell(statement, ways, "everyone but those named by NotPrincipal");
      return;
    }
    for (String id : principals.ids("AWS")) {
      principal(statement, ways, id);
    }
    for (String id : principals.ids("Federated")) {
      provider(statement, ways, id);
    }
    for (String id : principals.ids("Service")) {
      if (!surroundings.services().isEmpty() && !surroundings.services().contains(id)) {
        tell(statement, ways, "the service " + id + ", which is not an allowed one");
      }
    }
  }

  private void principal(Statement statement, List<String> ways, String id) {
    boolean organization = pinned(statement, "aws:principalorgid", "aws:principalorgpaths");
    if (id.equals("*")) {
      boolean caller =
          pinned(statement, "aws:principalarn", "aws:principalaccount", "aws:sourceaccount");
      if (!organization && !caller) {
        tell(statement, ways, "everyone");
      }
      return;
    }
    String account = Principals.accountOf(id);
    boolean own =
        surroundings.account().map(account::equals).orElse(false)
            || surroundings.trustedAccounts().contains(account);
    if (own || organization || pinned(statement, "sts:externalid")) {
      return;
    }
    if (Principals.isAccount(id)) {
      String unknown =
          surroundings.account().isEmpty() ? " (which account is the own one was not told)" : "";
      tell(statement, ways, "everyone in account " + account + unknown);
    } else {
      said.add(statement.name() + " lets " + id + " in, by name");
    }
  }

  private void provider(Statement statement, List<String> ways, String id) {
    String url = id.contains(OIDC) ? id.substring(id.indexOf(OIDC) + OIDC.length()) : id;
    Optional<List<String>> open = Optional.ofNullable(PUBLIC_PROVIDERS.get(url));
    if (open.isPresent()) {
      if (!pinned(statement, open.get().toArray(String[]::new))) {
        tell(statement, ways, "everyone with an account of " + url);
      }
      return;
    }
    if (!id.contains(OIDC)) {
      return; // A SAML provider is the account's own, and says who is who.
    }
    String key = Facts.folded(url);
    if (!pinned(statement, key + ":sub")) {
      tell(statement, ways, "everyone whom " + url + " knows, since sub is not pinned");
    } else if (!pinned(statement, key + ":aud")) {
      said.add(statement.name() + " pins sub of " + url + ", but not aud");
    }
  }

  /// Beyond a leading `repo:` or the like: that alone names nobody.
  private static boolean pinned(Statement statement, String... keys) {
    Set<String> wanted = Set.of(keys);
    return statement.conditions().stream()
        .anyMatch(
            condition ->
                Narrowing.pins(condition, wanted::contains)
                    && condition.values().stream().noneMatch(TrustJudge::namesNobody));
  }

  private static boolean namesNobody(ArnPattern value) {
    String text = value.toString();
    return !value.whole().isFixed() && text.matches("[A-Za-z0-9_-]*:?[*?:/]*");
  }

  private void tell(Statement statement, List<String> ways, String who) {
    granted.addAll(ways);
    why.add(statement.name() + " lets " + who + " in");
  }
}
