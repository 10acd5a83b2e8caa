package dev.auroraguardrails.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The state of one AWS resource as it was described. Empty values are unknown, never compliant.
public sealed interface Resource {

  ResourceId id();

  /// @return the key of this resource's last known good state: an id that is never used again
  ///     where the service has one, since names are
  String immutableId();

  /// @return whether the guard looks after it at all: an Aurora resource, or one that Aurora uses
  @JsonIgnore
  boolean isGuarded();

  /// @return whether nothing is under way, so that the state may become the last known good one
  @JsonIgnore
  boolean isSettled();

  /// An Aurora (or another engine's) DB cluster.
  ///
  /// @param resourceId the `DbClusterResourceId`
  /// @param engine `aurora-mysql`, `aurora-postgresql`, or what else shares the API
  /// @param status `available`, `creating`, …
  /// @param port the port that its endpoints listen on
  /// @param pending the `PendingModifiedValues`
  record DbCluster(
      ResourceId id,
      String resourceId,
      String engine,
      String status,
      Optional<Boolean> deletionProtection,
      Optional<Integer> backupRetentionPeriod,
      Optional<Boolean> iamDatabaseAuthentication,
      OptionalInt port,
      Pending pending)
      implements Resource {

    /// Values that wait for the maintenance window.
    ///
    /// @param others names (by CloudTrail's request spelling) of what else is pending
    public record Pending(
        Optional<Integer> backupRetentionPeriod,
        Optional<Boolean> iamDatabaseAuthentication,
        Set<String> others) {
      public static final Pending NONE = new Pending(Optional.empty(), Optional.empty(), Set.of());

      public Pending {
        others = Collections.unmodifiableSet(new TreeSet<>(others));
      }

      /// @return the names of all pending values, by the spelling of ModifyDBCluster's request
      public Set<String> names() {
        var names = new TreeSet<>(others);
        backupRetentionPeriod.ifPresent(value -> names.add(Attribute.BACKUP_RETENTION_PERIOD));
        iamDatabaseAuthentication.ifPresent(
            value -> names.add(Attribute.IAM_DATABASE_AUTHENTICATION));
        return names;
      }
    }

    /// The attributes' names, by the spelling of ModifyDBCluster's request in CloudTrail.
    public static final class Attribute {
      public static final String DELETION_PROTECTION = "deletionProtection";
      public static final String BACKUP_RETENTION_PERIOD = "backupRetentionPeriod";
      public static final String IAM_DATABASE_AUTHENTICATION = "enableIAMDatabaseAuthentication";

      private Attribute() {}
    }

    @Override
    public String immutableId() {
      return resourceId;
    }

    @Override
    public boolean isGuarded() {
      return Engines.isAurora(engine);
    }

    @Override
    public boolean isSettled() {
      return status.equals("available") && pending.names().isEmpty();
    }
  }

  /// A manual DB cluster snapshot.
  ///
  /// @param sharedWith the account ids that may restore it; `all` is everybody
  record DbClusterSnapshot(ResourceId id, String engine, Set<String> sharedWith)
      implements Resource {
    public static final String EVERYBODY = "all";

    public DbClusterSnapshot {
      sharedWith = Collections.unmodifiableSet(new TreeSet<>(sharedWith));
    }

    @Override
    public String immutableId() {
      return id.arn();
    }

    @Override
    public boolean isGuarded() {
      return Engines.isAurora(engine);
    }

    @Override
    public boolean isSettled() {
      return true;
    }
  }

  /// A VPC security group with the Aurora clusters that use it.
  ///
  /// @param rules by rule id
  /// @param usedBy the Aurora clusters that the group is attached to
  record SecurityGroup(ResourceId id, Map<String, SecurityGroupRule> rules, Set<ClusterUse> usedBy)
      implements Resource {

    public SecurityGroup {
      rules = Collections.unmodifiableMap(new TreeMap<>(rules));
      usedBy = Set.copyOf(usedBy);
    }

    @Override
    public String immutableId() {
      return id.name();
    }

    @Override
    public boolean isGuarded() {
      return !usedBy.isEmpty();
    }

    @Override
    public boolean isSettled() {
      return true;
    }
  }

  /// An IAM role, user or group and the managed policies attached to it.
  ///
  /// @param attached by policy ARN
  record IamPrincipal(ResourceId id, Map<String, ManagedPolicy> attached) implements Resource {

    public IamPrincipal {
      attached = Collections.unmodifiableMap(new TreeMap<>(attached));
    }

    @Override
    public String immutableId() {
      return id.arn();
    }

    @Override
    public boolean isGuarded() {
      return true;
    }

    @Override
    public boolean isSettled() {
      return true;
    }
  }
}
