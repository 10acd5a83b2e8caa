package dev.auroraguardrails.model;

import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.ActivityStream;
import dev.auroraguardrails.model.Resource.DbCluster.Basics;
import dev.auroraguardrails.model.Resource.DbCluster.ClusterRole;
import dev.auroraguardrails.model.Resource.DbCluster.MasterUser;
import dev.auroraguardrails.model.Resource.DbCluster.Networking;
import dev.auroraguardrails.model.Resource.DbCluster.Pending;
import dev.auroraguardrails.model.Resource.DbCluster.Used;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A DB cluster for tests: compliant until it is said otherwise.
public final class ACluster {
  private final String name;
  private String engine = "aurora-postgresql";
  private String status = "available";
  private Optional<Boolean> deletionProtection = Optional.of(true);
  private Optional<Integer> retention = Optional.of(35);
  private Optional<Boolean> iam = Optional.of(true);
  private Optional<Integer> pendingRetention = Optional.empty();
  private Optional<Boolean> pendingIam = Optional.empty();
  private Optional<Boolean> copyTags = Optional.of(true);
  private Optional<Boolean> httpEndpoint = Optional.of(false);
  private Set<String> logTypes = Set.of("audit", "postgresql");
  private Set<String> securityGroups = Set.of("sg-1");
  private Optional<String> parameterGroup = Optional.of("hardened");
  private Set<ClusterRole> roles = Set.of();
  private Set<String> logTypesPendingOn = Set.of();
  private Set<String> logTypesPendingOff = Set.of();
  private Set<String> othersPending = Set.of();
  private Networking networking = new Networking(Optional.of("IPV4"), Optional.empty());
  private MasterUser masterUser =
      new MasterUser(Optional.of("owner"), Optional.empty(), Optional.empty());
  private Map<String, String> members = Map.of("orders-1", DbCluster.IN_SYNC);
  private Used used = Used.NOT_ASKED;
  private Basics basics =
      new Basics(
          Optional.of("16.4"),
          Optional.of(true),
          Optional.of(true),
          new ActivityStream(Optional.of("stopped"), Optional.empty(), Optional.empty()));

  private ACluster(String name) {
    this.name = name;
  }

  public static ACluster named(String name) {
    return new ACluster(name);
  }

  public static ACluster orders() {
    return named("orders");
  }

  /// As it is, to say otherwise from there.
  public static ACluster like(DbCluster cluster) {
    return named(cluster.id().name())
        .engine(cluster.engine())
        .status(cluster.status())
        .deletionProtection(cluster.deletionProtection())
        .retention(cluster.backupRetentionPeriod())
        .iam(cluster.iamDatabaseAuthentication())
        .pendingRetention(cluster.pending().backupRetentionPeriod())
        .pendingIam(cluster.pending().iamDatabaseAuthentication())
        .copyTags(cluster.copyTagsToSnapshot())
        .httpEndpoint(cluster.httpEndpoint())
        .logTypes(cluster.logTypes())
        .securityGroups(cluster.securityGroups())
        .parameterGroup(cluster.parameterGroup())
        .roles(cluster.roles())
        .logTypesPendingOn(cluster.pending().logTypesOn())
        .logTypesPendingOff(cluster.pending().logTypesOff())
        .othersPending(cluster.pending().others())
        .basics(cluster.basics())
        .networking(cluster.networking())
        .masterUser(cluster.masterUser())
        .members(cluster.members())
        .used(cluster.used());
  }

  public ACluster engine(String value) {
    this.engine = value;
    return this;
  }

  public ACluster status(String value) {
    this.status = value;
    return this;
  }

  public ACluster deletionProtection(Optional<Boolean> value) {
    this.deletionProtection = value;
    return this;
  }

  public ACluster deletionProtection(boolean value) {
    return deletionProtection(Optional.of(value));
  }

  public ACluster retention(Optional<Integer> value) {
    this.retention = value;
    return this;
  }

  public ACluster retention(int value) {
    return retention(Optional.of(value));
  }

  public ACluster iam(Optional<Boolean> value) {
    this.iam = value;
    return this;
  }

  public ACluster iam(boolean value) {
    return iam(Optional.of(value));
  }

  public ACluster pendingRetention(Optional<Integer> value) {
    this.pendingRetention = value;
    return this;
  }

  public ACluster pendingRetention(int value) {
    return pendingRetention(Optional.of(value));
  }

  public ACluster pendingIam(Optional<Boolean> value) {
    this.pendingIam = value;
    return this;
  }

  public ACluster pendingIam(boolean value) {
    return pendingIam(Optional.of(value));
  }

  public ACluster copyTags(Optional<Boolean> value) {
    this.copyTags = value;
    return this;
  }

  public ACluster httpEndpoint(Optional<Boolean> value) {
    this.httpEndpoint = value;
    return this;
  }

  public ACluster logTypes(Set<String> value) {
    this.logTypes = value;
    return this;
  }

  public ACluster logTypes(String... values) {
    return logTypes(Set.of(values));
  }

  public ACluster securityGroups(Set<String> value) {
    this.securityGroups = value;
    return this;
  }

  public ACluster parameterGroup(Optional<String> value) {
    this.parameterGroup = value;
    return this;
  }

  public ACluster roles(Set<ClusterRole> value) {
    this.roles = value;
    return this;
  }

  public ACluster logTypesPendingOn(Set<String> value) {
    this.logTypesPendingOn = value;
    return this;
  }

  public ACluster logTypesPendingOff(Set<String> value) {
    this.logTypesPendingOff = value;
    return this;
  }

  public ACluster othersPending(Set<String> value) {
    this.othersPending = value;
    return this;
  }

  public ACluster networking(Networking value) {
    this.networking = value;
    return this;
  }

  public ACluster masterUser(MasterUser value) {
    this.masterUser = value;
    return this;
  }

  public ACluster members(Map<String, String> value) {
    this.members = value;
    return this;
  }

  public ACluster used(Used value) {
    this.used = value;
    return this;
  }

  public ACluster basics(Basics value) {
    this.basics = value;
    return this;
  }

  public ACluster version(String value) {
    return basics(
        new Basics(
            Optional.of(value),
            basics.storageEncrypted(),
            basics.multiAz(),
            basics.activityStream()));
  }

  public ACluster encrypted(Optional<Boolean> value) {
    return basics(
        new Basics(basics.engineVersion(), value, basics.multiAz(), basics.activityStream()));
  }

  public ACluster multiAz(Optional<Boolean> value) {
    return basics(
        new Basics(
            basics.engineVersion(), basics.storageEncrypted(), value, basics.activityStream()));
  }

  public ACluster stream(String status, String mode, String key) {
    return basics(
        basics.with(new ActivityStream(Optional.of(status), Optional.of(mode), Optional.of(key))));
  }

  public DbCluster build() {
    return new DbCluster(
        Given.cluster(name),
        "cluster-" + name.toUpperCase(java.util.Locale.ROOT),
        engine,
        status,
        deletionProtection,
        retention,
        iam,
        copyTags,
        httpEndpoint,
        OptionalInt.of(5432),
        logTypes,
        securityGroups,
        parameterGroup,
        roles,
        new Pending(
            pendingRetention, pendingIam, logTypesPendingOn, logTypesPendingOff, othersPending),
        basics,
        networking,
        masterUser,
        members,
        used);
  }
}
