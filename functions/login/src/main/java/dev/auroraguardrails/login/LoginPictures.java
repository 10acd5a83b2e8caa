package dev.auroraguardrails.login;

import dev.auroraguardrails.login.LoginPicture.Unjudged;
import dev.auroraguardrails.login.LoginPicture.User;
import dev.auroraguardrails.login.LoginPicture.Way;
import dev.auroraguardrails.policy.DatabaseUsers;
import dev.auroraguardrails.policy.DatabaseUsers.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;

/// Joins what IAM grants with what a database has.
public final class LoginPictures {
  /// Unlike each other, so that no narrower pattern of names meets them all.
  private static final List<String> NOBODY = List.of("zz_user", "heron7", "4bq_w");

  private final List<Connector> connectors;
  private final String region;
  private final String account;

  LoginPictures(List<Connector> connectors, String region, String account) {
    this.connectors = List.copyOf(connectors);
    this.region = region;
    this.account = account;
  }

  /// Reads all roles and users of the account.
  ///
  /// @param region where the clusters are
  /// @param account twelve digits
  public static LoginPictures read(IamClient iam, String region, String account) {
    return new LoginPictures(Connectors.read(iam), region, account);
  }

  /// @param users what the database says of itself, where it was asked
  public LoginPicture of(LoginCluster cluster, LoginUsers users) {
    Map<String, DatabaseUser> known =
        users.seen().orElse(List.of()).stream()
            .collect(Collectors.toMap(DatabaseUser::name, Function.identity()));
    var tried = new TreeMap<String, String>();
    known.values().stream()
        .filter(DatabaseUser::byIam)
        .forEach(user -> tried.put(user.name(), user.name()));
    named(cluster).forEach(named -> tried.putIfAbsent(named.text(), named.example()));
    List<Way> anyUser = anyUser(cluster);
    var found = new ArrayList<User>();
    tried.forEach(
        (name, example) -> {
          List<Way> ways =
              ways(cluster, example).stream().filter(way -> !anyUser.contains(way)).toList();
          boolean pattern = !name.equals(example);
          if (!ways.isEmpty() || known.containsKey(name)) {
            found.add(
                new User(name, ways, deadEnd(name, pattern, ways, anyUser, cluster, users, known)));
          }
        });
    return new LoginPicture(
        cluster.name(),
        cluster.engine(),
        cluster.resourceId(),
        cluster.iamLogins(),
        users.unseen(),
        found,
        anyUser,
        unjudged());
  }

  private List<Named> named(LoginCluster cluster) {
    return connectors.stream()
        .flatMap(
            connector ->
                connector.policies().stream()
                    .flatMap(
                        named ->
                            DatabaseUsers.namedBy(named.policy(), users(connector, cluster))
                                .stream()))
        .distinct()
        .toList();
  }

  private List<Way> ways(LoginCluster cluster, String user) {
    return connectors.stream()
        .flatMap(
            connector ->
                connector
                    .grant(users(connector, cluster) + "/" + user)
                    .map(grant -> way(connector, grant))
                    .stream())
        .toList();
  }

  private List<Way> anyUser(LoginCluster cluster) {
    return connectors.stream()
        .flatMap(
            connector -> {
              List<Optional<Connector.Grant>> grants =
                  NOBODY.stream()
                      .map(user -> connector.grant(users(connector, cluster) + "/" + user))
                      .toList();
              return grants.stream().allMatch(Optional::isPresent)
                  ? grants.getFirst().map(grant -> way(connector, grant)).stream()
                  : Stream.empty();
            })
        .toList();
  }

  private static Way way(Connector connector, Connector.Grant grant) {
    return new Way(connector.arn(), grant.policy(), grant.conditional());
  }

  /// The users' ARN up to their names, in the partition of the one who asks.
  private String users(Connector connector, LoginCluster cluster) {
    return "arn:%s:rds-db:%s:%s:dbuser:%s"
        .formatted(connector.arn().split(":", 3)[1], region, account, cluster.resourceId());
  }

  private static Optional<String> deadEnd(
      String name,
      boolean pattern,
      List<Way> ways,
      List<Way> anyUser,
      LoginCluster cluster,
      LoginUsers users,
      Map<String, DatabaseUser> known) {
    DatabaseUser user = known.get(name);
    if (user != null && ways.isEmpty() && anyUser.isEmpty()) {
      return Optional.of("no policy lets anybody log in as it");
    }
    if (!cluster.iamLogins()) {
      return Optional.of("the cluster takes no tokens: IAM database authentication is off");
    }
    if (users.seen().isEmpty()) {
      return Optional.empty();
    }
    if (pattern) {
      return Optional.empty();
    }
    if (user == null) {
      return Optional.of("the database has no such user");
    }
    if (!user.byIam()) {
      return Optional.of("the user logs in by password, so no token is taken for it");
    }
    return user.open() ? Optional.empty() : Optional.of("the user is locked or may not log in");
  }

  private List<Unjudged> unjudged() {
    return connectors.stream()
        .flatMap(
            connector ->
                connector.unjudged().map(why -> new Unjudged(connector.arn(), why)).stream())
        .toList();
  }
}
