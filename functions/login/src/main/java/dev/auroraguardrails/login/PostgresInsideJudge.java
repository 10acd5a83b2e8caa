package dev.auroraguardrails.login;

import dev.auroraguardrails.login.PostgresFacts.Definer;
import dev.auroraguardrails.login.PostgresFacts.Inside;
import dev.auroraguardrails.login.PostgresFacts.OpenDefault;
import dev.auroraguardrails.login.PostgresFacts.OpenRelation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Judges what stands in one PostgreSQL database.
///
/// @param mighty the roles whose rights reach beyond grants
record PostgresInsideJudge(String cluster, Set<String> mighty) {
  private static final Set<String> READING = Set.of("SELECT", "USAGE");

  PostgresInsideJudge {
    mighty = Set.copyOf(mighty);
  }

  List<LoginFinding> judge(Inside inside) {
    var found = new ArrayList<LoginFinding>();
    String database = inside.database();
    for (String schema : inside.openSchemas()) {
      found.add(
          of(
              Check.PUBLIC_CREATE,
              database,
              schema,
              "everybody may create objects in the schema",
              "REVOKE CREATE ON SCHEMA %s FROM PUBLIC;".formatted(Sql.name(schema))));
    }
    inside.openRelations().forEach(open -> found.add(relation(database, open)));
    inside.definers().stream()
        .filter(definer -> !PostgresRoleJudge.isInternal(definer.owner()))
        .forEach(definer -> found.add(definer(database, definer)));
    inside.openDefaults().forEach(open -> found.add(later(database, open)));
    for (String extension : inside.extensions()) {
      found.add(
          of(
              Check.WAY_OUT,
              database,
              extension,
              "the extension is installed, by which data can leave the database",
              "DROP EXTENSION %s;".formatted(Sql.name(extension))));
    }
    inside
        .storedLogins()
        .forEach(
            stored ->
                found.add(
                    of(
                        Check.WAY_OUT,
                        database,
                        stored.server(),
                        "a login to this server may be stored for " + stored.user(),
                        "DROP USER MAPPING FOR %s SERVER %s;"
                            .formatted(
                                stored.user().equals("public") ? "PUBLIC" : Sql.name(stored.user()),
                                Sql.name(stored.server())))));
    return found;
  }

  private LoginFinding relation(String database, OpenRelation open) {
    boolean reads = READING.containsAll(open.privileges());
    String where = open.columns().isEmpty() ? "" : " on columns " + sorted(open.columns());
    String name = Sql.name(open.schema(), open.name());
    String quoted =
        open.columns().stream().sorted().map(Sql::name).collect(Collectors.joining(", "));
    String rights =
        new TreeSet<>(open.privileges())
            .stream()
                .map(right -> quoted.isEmpty() ? right : "%s (%s)".formatted(right, quoted))
                .collect(Collectors.joining(", "));
    return of(
        reads ? Check.PUBLIC_READ : Check.PUBLIC_WRITE,
        database,
        open.schema() + "." + open.name(),
        "everybody has %s%s".formatted(sorted(open.privileges()), where),
        "REVOKE %s ON %s %s FROM PUBLIC;"
            .formatted(rights, open.sequence() ? "SEQUENCE" : "TABLE", name));
  }

  private LoginFinding definer(String database, Definer definer) {
    boolean might = mighty.contains(definer.owner());
    return of(
        might ? Check.PUBLIC_DEFINER_OF_MIGHT : Check.PUBLIC_DEFINER,
        database,
        "%s.%s(%s)".formatted(definer.schema(), definer.name(), definer.arguments()),
        "everybody may run it with the rights of its owner %s%s"
            .formatted(definer.owner(), definer.pinned() ? "" : ", by a search_path of their own"),
        "REVOKE EXECUTE ON ROUTINE %s(%s) FROM PUBLIC;"
            .formatted(Sql.name(definer.schema(), definer.name()), definer.arguments()));
  }

  private LoginFinding later(String database, OpenDefault open) {
    String rights = sorted(open.privileges());
    return of(
        Check.PUBLIC_BY_DEFAULT,
        database,
        open.creator(),
        "everybody will have %s on the %s that it creates%s"
            .formatted(
                rights,
                open.objects().toLowerCase(java.util.Locale.ROOT),
                open.schema().map(schema -> " in " + schema).orElse("")),
        "ALTER DEFAULT PRIVILEGES FOR ROLE %s%s REVOKE %s ON %s FROM PUBLIC;"
            .formatted(
                Sql.name(open.creator()),
                open.schema().map(schema -> " IN SCHEMA " + Sql.name(schema)).orElse(""),
                rights,
                open.objects()));
  }

  private static String sorted(Set<String> words) {
    var sorted = new ArrayList<>(words);
    Collections.sort(sorted);
    return String.join(", ", sorted);
  }

  private LoginFinding of(
      Check check, String database, String subject, String evidence, String advice) {
    return LoginFinding.of(
        check, cluster, Optional.of(database), subject, evidence, Optional.of(advice));
  }
}
