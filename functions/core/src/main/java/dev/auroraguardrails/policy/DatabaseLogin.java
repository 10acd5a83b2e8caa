package dev.auroraguardrails.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Logins to try on a cluster that a policy names, or on one that nobody knows.
///
/// @param place where it is
/// @param cluster the resource id
/// @param administrators database users that are administrators
record DatabaseLogin(Place place, String cluster, List<String> administrators) {
  private static final int MOST = 128;

  private static final List<String> USUAL = List.of("rdsadmin", "postgres", "admin", "root");

  private static final List<String> NOBODY = List.of("zz_user", "heron7", "4bq_w");

  static Set<DatabaseLogin> namedBy(
      List<Statement> allows, Collection<Place> places, Surroundings surroundings)
      throws Unjudgeable {
    List<String> administrators =
        Stream.concat(USUAL.stream(), surroundings.administrators().stream()).toList();
    Set<DatabaseLogin> logins = new LinkedHashSet<>();
    for (Statement statement : allows) {
      if (!statement.actions().cover("rds-db:connect") || statement.resources().isEmpty()) {
        continue;
      }
      for (ArnPattern pattern : statement.resources().get().patterns()) {
        for (Place place : places) {
          logins.add(new DatabaseLogin(place, cluster(pattern), administrators));
        }
      }
      if (logins.size() > MOST) {
        throw new Unjudgeable("wanted at most " + MOST + " clusters to log in to, got more");
      }
    }
    return logins;
  }

  /// One that the pattern means; any, where it does not say.
  private static String cluster(ArnPattern pattern) {
    String rest = pattern.segments().isEmpty() ? "" : pattern.segments().getLast().example("X");
    return rest.startsWith("dbuser:") && rest.indexOf('/') > 0
        ? rest.substring("dbuser:".length(), rest.indexOf('/'))
        : "cluster-X";
  }

  /// @return lists of logins: one of which all are allowed is too much
  List<List<ResourceName>> probes() {
    List<List<ResourceName>> probes = new ArrayList<>();
    administrators.forEach(user -> probes.add(List.of(of(user))));
    probes.add(NOBODY.stream().map(this::of).toList());
    return probes;
  }

  private ResourceName of(String user) {
    return Kind.DBUSER.in(place, "dbuser:" + cluster + "/" + user);
  }
}
