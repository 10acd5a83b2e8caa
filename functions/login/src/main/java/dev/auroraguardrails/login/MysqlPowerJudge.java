package dev.auroraguardrails.login;

import dev.auroraguardrails.login.MysqlFacts.Account;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Judges who holds power in an Aurora MySQL cluster: by a privilege on all databases, by a role,
/// or by a role that everybody holds.
final class MysqlPowerJudge {
  private static final AccountName SUPERUSER = new AccountName("rds_superuser_role", "%");

  private final LoginCluster cluster;
  private final MysqlFacts facts;
  private final Set<String> mighty;
  private final Memberships memberships;
  private final Map<String, Account> byName = new TreeMap<>();
  private final Set<AccountName> powerful = new HashSet<>();
  private final List<LoginFinding> findings = new ArrayList<>();

  private MysqlPowerJudge(LoginCluster cluster, MysqlFacts facts, Expected expected) {
    this.cluster = cluster;
    this.facts = facts;
    this.memberships = new Memberships(facts.roles());
    this.mighty = expected.mighty();
    facts.accounts().forEach(account -> byName.put(account.name().quoted(), account));
  }

  static List<LoginFinding> judge(LoginCluster cluster, MysqlFacts facts, Expected expected) {
    var judge = new MysqlPowerJudge(cluster, facts, expected);
    judge.superusers();
    judge.byName.values().forEach(judge::powers);
    judge.services();
    judge.everybody();
    judge.anyHost();
    return judge.findings;
  }

  private void superusers() {
    memberships
        .waysTo(SUPERUSER.quoted(), role -> false)
        .forEach(
            (member, way) ->
                login(member)
                    .ifPresent(
                        account -> {
                          powerful.add(account.name());
                          held(
                              Check.SUPERUSER_MEMBER,
                              account,
                              "is a member of %s%s, which administers the whole cluster"
                                  .formatted(SUPERUSER.user(), by(way)),
                              way.get(1));
                        }));
  }

  /// What an account holds itself, and what it gives to those that hold it as a role.
  private void powers(Account holder) {
    if (holder.powers().isEmpty() || holder.name().isInternal()) {
      return;
    }
    String powers = String.join(", ", new TreeSet<>(holder.powers()));
    if (!holder.locked()) {
      powerful.add(holder.name());
      if (!isExpected(holder.name())) {
        findings.add(
            of(
                Check.ROLE_ATTRIBUTE,
                holder.name().toString(),
                "has " + powers + " on all databases",
                "REVOKE %s ON *.* FROM %s;".formatted(powers, holder.name().quoted())));
      }
    }
    String role = holder.name().quoted();
    memberships
        .waysTo(role, SUPERUSER.quoted()::equals)
        .forEach(
            (member, way) ->
                login(member)
                    .ifPresent(
                        account -> {
                          powerful.add(account.name());
                          held(
                              Check.POWERFUL_MEMBER,
                              account,
                              "is a member of %s%s, which has %s on all databases"
                                  .formatted(holder.name().quotedAsRole(), by(way), powers),
                              way.get(1));
                        }));
  }

  /// Roles of AWS that lead to S3, Lambda and the like.
  private void services() {
    Set<String> roles =
        facts.roles().stream()
            .map(PostgresFacts.Membership::role)
            .filter(role -> role.matches("`AWS_[A-Z0-9_]+_ACCESS`@`%`"))
            .collect(Collectors.toCollection(TreeSet::new));
    for (String role : roles) {
      memberships
          .waysTo(role, SUPERUSER.quoted()::equals)
          .forEach(
              (member, way) ->
                  login(member)
                      .ifPresent(
                          account ->
                              held(
                                  Check.WAY_OUT,
                                  account,
                                  "is a member of %s%s, by which data can leave the database"
                                      .formatted(role.substring(1, role.indexOf('`', 1)), by(way)),
                                  way.get(1))));
    }
  }

  private void everybody() {
    Map<String, List<String>> ways = memberships.waysTo(SUPERUSER.quoted(), role -> false);
    for (String role :
        MysqlSettings.words(facts.settings().getOrDefault(MysqlSettings.MANDATORY_ROLES, ""))) {
      String name = quoted(role);
      Account account = byName.get(name);
      boolean power =
          name.equals(SUPERUSER.quoted())
              || ways.containsKey(name)
              || (account != null && !account.powers().isEmpty());
      if (power) {
        findings.add(
            LoginFinding.of(
                Check.SUPERUSER_MEMBER,
                cluster.name(),
                Optional.empty(),
                "everybody",
                "holds the mandatory role %s, which reaches beyond tables".formatted(role),
                Optional.empty()));
      }
    }
  }

  /// As `mandatory_roles` has them: with or without quotes, with or without a host.
  private static String quoted(String role) {
    String plain = role.replace("`", "").replace("'", "").replace("\"", "");
    int at = plain.lastIndexOf('@');
    return at < 0
        ? new AccountName(plain, "%").quoted()
        : new AccountName(plain.substring(0, at), plain.substring(at + 1)).quoted();
  }

  /// The master user is from any host by AWS's making.
  private void anyHost() {
    for (Account account : byName.values()) {
      if (powerful.contains(account.name())
          && account.name().fromAnyHost()
          && !isMaster(account.name())) {
        findings.add(
            LoginFinding.of(
                Check.ANY_HOST,
                cluster.name(),
                Optional.empty(),
                account.name().toString(),
                "is mighty and logs in from any host that matches '%s'"
                    .formatted(account.name().host()),
                Optional.empty()));
      }
    }
  }

  private boolean isMaster(AccountName name) {
    return name.host().equals("%") && cluster.master().equals(Optional.of(name.user()));
  }

  /// Named with its host, or without one where it is `%`.
  private boolean isExpected(AccountName name) {
    return isMaster(name)
        || mighty.contains(name.toString())
        || (name.host().equals("%") && mighty.contains(name.user()));
  }

  /// A member that somebody can log in as.
  private Optional<Account> login(String member) {
    return Optional.ofNullable(byName.get(member))
        .filter(account -> !account.locked() && !account.name().isInternal());
  }

  private void held(Check check, Account account, String evidence, String granted) {
    if (isExpected(account.name())) {
      return;
    }
    Account role = byName.get(granted);
    String name = role == null ? granted : role.name().quotedAsRole();
    findings.add(
        of(
            check,
            account.name().toString(),
            evidence,
            "REVOKE %s FROM %s;".formatted(name, account.name().quoted())));
  }

  private static String by(List<String> way) {
    return way.size() > 2
        ? " by way of " + String.join(", then ", way.subList(1, way.size() - 1))
        : "";
  }

  private LoginFinding of(Check check, String subject, String evidence, String advice) {
    return LoginFinding.of(
        check, cluster.name(), Optional.empty(), subject, evidence, Optional.of(advice));
  }
}
