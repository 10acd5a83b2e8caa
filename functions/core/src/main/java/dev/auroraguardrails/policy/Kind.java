package dev.auroraguardrails.policy;

import java.util.List;

/// A kind of resource, with names of it that nobody has: what is granted on all of them is granted
/// on any. They are unlike each other, so that no narrower pattern meets them all.
enum Kind {
  CLUSTER("rds", "cluster:", Where.REGION),
  DB("rds", "db:", Where.REGION),
  CLUSTER_SNAPSHOT("rds", "cluster-snapshot:", Where.REGION),
  CLUSTER_AUTO_BACKUP("rds", "cluster-auto-backup:ab-", Where.REGION),
  GLOBAL_CLUSTER("rds", "global-cluster:", Where.ACCOUNT),
  CLUSTER_PG("rds", "cluster-pg:", Where.REGION),
  PG("rds", "pg:", Where.REGION),
  SUBGRP("rds", "subgrp:", Where.REGION),
  ES("rds", "es:", Where.REGION),
  DB_PROXY("rds", "db-proxy:prx-", Where.REGION),
  DB_PROXY_ENDPOINT("rds", "db-proxy-endpoint:prx-endpoint-", Where.REGION),
  TARGET_GROUP("rds", "target-group:prx-tg-", Where.REGION),
  DEPLOYMENT("rds", "deployment:bgd-", Where.REGION),
  INTEGRATION("rds", "integration:", Where.REGION),
  RESOURCE_SHARE("ram", "resource-share/", Where.REGION),
  DBUSER("rds-db", "dbuser:cluster-", Where.REGION),
  SECRET("secretsmanager", "secret:rds!cluster-", Where.REGION),
  ROLE("iam", "role/", Where.ACCOUNT),
  USER("iam", "user/", Where.ACCOUNT),
  GROUP("iam", "group/", Where.ACCOUNT),
  POLICY("iam", "policy/", Where.ACCOUNT),
  /// Of an action that knows no resources.
  ANY("*", "*", Where.NOWHERE);

  private enum Where {
    REGION,
    ACCOUNT,
    NOWHERE
  }

  private static final List<String> NAMES = List.of("zz-canary-9f3", "heron7", "4bq-w-0x51k-t");

  private final String service;
  private final String start;
  private final Where where;

  Kind(String service, String start, Where where) {
    this.service = service;
    this.start = start;
    this.where = where;
  }

  static Kind named(String name) {
    return name.equals("*")
        ? ANY
        : valueOf(name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
  }

  /// @return the kind as AWS calls it: `cluster`
  String label() {
    return this == ANY ? "*" : start.substring(0, start.replace('/', ':').indexOf(':'));
  }

  /// @return ARNs of this kind, in a place, whose names nobody has
  List<ResourceName> canaries(Place place) {
    if (where == Where.NOWHERE) {
      return List.of(ResourceName.of("*"));
    }
    return NAMES.stream().map(name -> in(place, start + named(name, this))).toList();
  }

  /// @param rest the last segment of the ARN
  ResourceName in(Place place, String rest) {
    String region = where == Where.REGION ? place.region() : "";
    return ResourceName.of(
        "arn:"
            + place.partition()
            + ":"
            + service
            + ":"
            + region
            + ":"
            + place.account()
            + ":"
            + rest);
  }

  /// @return whether the pattern is of this kind's ARNs, so far as it says
  boolean isMeantBy(ArnPattern pattern) {
    if (where == Where.NOWHERE || pattern.segments().isEmpty()) {
      return false;
    }
    String rest = pattern.segments().get(ResourceName.SEGMENTS - 1).example("x");
    return rest.startsWith(
            this == SECRET ? "secret:rds!" : label() + start.charAt(label().length()))
        && pattern.segments().get(2).matches(service, Facts.NONE, Truth.TRUE);
  }

  String service() {
    return service;
  }

  private static String named(String name, Kind kind) {
    return kind == DBUSER
        ? name.toUpperCase(java.util.Locale.ROOT) + "/" + name.replace('-', '_')
        : name;
  }
}
