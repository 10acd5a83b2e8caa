package dev.auroraguardrails.login;

import dev.auroraguardrails.login.PostgresFacts.Expiry;
import dev.auroraguardrails.login.PostgresFacts.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Judges who may log in to a PostgreSQL cluster, and what power they hold.
final class PostgresRoleJudge {
  private static final String SUPERUSER = "rds_superuser";

  /// AWS's own, by name: a user may well create a role `rdsfoo`.
  private static final Set<String> OF_AWS =
      Set.of(
          "rds_ad",
          "rds_extension",
          "rds_iam",
          "rds_password",
          "rds_replication",
          "rds_reserved",
          SUPERUSER,
          "rdsadmin",
          "rdsproxyadmin",
          "rdswriteforwarduser");

  /// What each gives, by its name.
  private static final Map<String, String> POWERFUL =
      Map.ofEntries(
          Map.entry("rds_password", "sets passwords"),
          Map.entry("rds_replication", "copies every change"),
          Map.entry("pg_create_subscription", "has the server connect elsewhere"),
          Map.entry("pg_execute_server_program", "runs programs on the server"),
          Map.entry("pg_maintain", "locks and rewrites every table"),
          Map.entry("pg_read_all_data", "reads every table"),
          Map.entry("pg_read_server_files", "reads the server's files"),
          Map.entry("pg_signal_backend", "ends others' sessions"),
          Map.entry("pg_write_all_data", "writes every table"),
          Map.entry("pg_write_server_files", "writes the server's files"));

  private final String cluster;
  private final PostgresFacts facts;
  private final Memberships memberships;
  private final Set<String> mighty;
  private final boolean passwords;
  private final List<LoginFinding> findings = new ArrayList<>();

  private PostgresRoleJudge(LoginCluster cluster, PostgresFacts facts, Expected expected) {
    this.cluster = cluster.name();
    this.facts = facts;
    this.memberships = new Memberships(facts.memberships());
    this.mighty = new HashSet<>(expected.mighty());
    cluster.master().ifPresent(mighty::add);
    this.passwords = expected.passwords();
  }

  static List<LoginFinding> judge(LoginCluster cluster, PostgresFacts facts, Expected expected) {
    var judge = new PostgresRoleJudge(cluster, facts, expected);
    judge.powers();
    judge.logins().forEach(judge::attributes);
    judge.passwords();
    return judge.findings;
  }

  /// @return whether a role is AWS's or PostgreSQL's own; PostgreSQL lets nobody else begin a name
  ///     with `pg_`
  static boolean isInternal(String role) {
    return OF_AWS.contains(role) || role.startsWith("pg_");
  }

  /// @return the roles whose rights reach beyond grants
  static Set<String> mightyOwners(PostgresFacts facts) {
    var owners =
        facts.roles().stream()
            .filter(role -> !role.attributes().isEmpty())
            .map(Role::name)
            .collect(Collectors.toCollection(HashSet::new));
    var memberships = new Memberships(facts.memberships());
    owners.addAll(memberships.waysTo(SUPERUSER, role -> false).keySet());
    POWERFUL.keySet().forEach(role -> owners.addAll(memberships.waysTo(role, r -> false).keySet()));
    return owners;
  }

  private List<Role> logins() {
    return facts.roles().stream().filter(Role::login).filter(r -> !isInternal(r.name())).toList();
  }

  private void powers() {
    members(SUPERUSER, Check.SUPERUSER_MEMBER, "administers the whole cluster", role -> false);
    POWERFUL.keySet().stream()
        .sorted()
        .forEach(
            role -> members(role, Check.POWERFUL_MEMBER, POWERFUL.get(role), SUPERUSER::equals));
  }

  private void members(
      String role,
      Check check,
      @org.jspecify.annotations.Nullable String gives,
      Predicate<String> skipped) {
    Map<String, List<String>> ways = memberships.waysTo(role, skipped);
    for (Role login : logins()) {
      List<String> way = ways.get(login.name());
      if (way == null || mighty.contains(login.name())) {
        continue;
      }
      String granted = way.get(1);
      add(
          check,
          login.name(),
          "is a member of %s%s, which %s"
              .formatted(role, way.size() > 2 ? " by way of " + between(way) : "", gives),
          "REVOKE %s FROM %s;".formatted(Sql.name(granted), Sql.name(login.name())));
    }
  }

  private static String between(List<String> way) {
    return String.join(", then ", way.subList(1, way.size() - 1));
  }

  private void attributes(Role login) {
    if (login.attributes().isEmpty() || mighty.contains(login.name())) {
      return;
    }
    List<String> has = login.attributes().stream().sorted().toList();
    add(
        Check.ROLE_ATTRIBUTE,
        login.name(),
        "has " + String.join(", ", has),
        "ALTER ROLE %s %s;"
            .formatted(
                Sql.name(login.name()),
                has.stream().map(attribute -> "NO" + attribute).collect(Collectors.joining(" "))));
  }

  private void passwords() {
    Set<String> byIam = memberships.allOf("rds_iam");
    for (Role login : logins()) {
      if (byIam.contains(login.name()) || login.expiry() == Expiry.PAST) {
        continue;
      }
      if (!passwords) {
        add(
            Check.PASSWORD_LOGIN,
            login.name(),
            "logs in by password, not by IAM",
            "GRANT \"rds_iam\" TO %s;".formatted(Sql.name(login.name())));
      }
      if (login.expiry() == Expiry.NEVER) {
        findings.add(
            LoginFinding.of(
                Check.NO_EXPIRY,
                cluster,
                Optional.empty(),
                login.name(),
                "its password never expires",
                Optional.empty()));
      }
    }
  }

  private void add(Check check, String subject, String evidence, String advice) {
    findings.add(
        LoginFinding.of(check, cluster, Optional.empty(), subject, evidence, Optional.of(advice)));
  }
}
