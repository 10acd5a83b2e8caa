package dev.auroraguardrails.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The state of one AWS resource as it was described. Empty values are unknown, never compliant.
public sealed interface Resource {

  ResourceId id();

  /// @return the key of this resource's last known good state: an id that is never used again
  ///     where the service has one, since names are
  String immutableId();

  /// @return whether the guard looks after it at all: an Aurora resource, or one that Aurora uses
  @JsonIgnore
  boolean isGuarded();

  /// @return whether the guard looks after it, or would if all were known about it: then what an
  ///     event asks for is judged, although the state that was read is not
  default boolean mayBeGuarded() {
    return isGuarded();
  }

  /// @return whether nothing is under way, so that the state may become the last known good one
  @JsonIgnore
  boolean isSettled();

  /// An Aurora (or another engine's) DB cluster.
  ///
  /// @param resourceId the `DbClusterResourceId`
  /// @param engine `aurora-mysql`, `aurora-postgresql`, or what else shares the API
  /// @param status `available`, `creating`, …
  /// @param port the port that its endpoints listen on
  /// @param logTypes the log types that it exports to CloudWatch Logs
  /// @param securityGroups the VPC security groups that are attached to it
  /// @param parameterGroup the name of its DB cluster parameter group
  /// @param roles the IAM roles that it may assume
  /// @param pending the `PendingModifiedValues`
  record DbCluster(
      ResourceId id,
      String resourceId,
      String engine,
      String status,
      Optional<Boolean> deletionProtection,
      Optional<Integer> backupRetentionPeriod,
      Optional<Boolean> iamDatabaseAuthentication,
      Optional<Boolean> copyTagsToSnapshot,
      Optional<Boolean> httpEndpoint,
      OptionalInt port,
      Set<String> logTypes,
      Set<String> securityGroups,
      Optional<String> parameterGroup,
      Set<ClusterRole> roles,
      Pending pending)
      implements Resource {

    public DbCluster {
      logTypes = sorted(logTypes);
      securityGroups = sorted(securityGroups);
      roles = sorted(roles);
    }

    /// An IAM role that the cluster may assume.
    ///
    /// @param arn the role's ARN
    /// @param feature what it is for: `s3Export`, `Lambda`; empty where the engine names none
    public record ClusterRole(String arn, String feature) implements Comparable<ClusterRole> {
      private static final Comparator<ClusterRole> ORDER =
          Comparator.comparing(ClusterRole::arn).thenComparing(ClusterRole::feature);

      @Override
      public int compareTo(ClusterRole other) {
        return ORDER.compare(this, other);
      }
    }

    /// Values that wait for the maintenance window.
    ///
    /// @param logTypesOn the log types whose export is still to begin
    /// @param logTypesOff the log types whose export is still to end
    /// @param others names (by CloudTrail's request spelling) of what else is pending
    public record Pending(
        Optional<Integer> backupRetentionPeriod,
        Optional<Boolean> iamDatabaseAuthentication,
        Set<String> logTypesOn,
        Set<String> logTypesOff,
        Set<String> others) {
      public static final Pending NONE =
          new Pending(Optional.empty(), Optional.empty(), Set.of(), Set.of(), Set.of());

      public Pending {
        logTypesOn = sorted(logTypesOn);
        logTypesOff = sorted(logTypesOff);
        others = sorted(others);
      }

      /// @return the names of all pending values, by the spelling of ModifyDBCluster's request
      public Set<String> names() {
        var names = new TreeSet<>(others);
        backupRetentionPeriod.ifPresent(value -> names.add(Attribute.BACKUP_RETENTION_PERIOD));
        iamDatabaseAuthentication.ifPresent(
            value -> names.add(Attribute.IAM_DATABASE_AUTHENTICATION));
        if (!logTypesOn.isEmpty() || !logTypesOff.isEmpty()) {
          names.add(Attribute.LOG_EXPORTS);
        }
        return names;
      }
    }

    /// The attributes' names, by the spelling of ModifyDBCluster's request in CloudTrail.
    public static final class Attribute {
      public static final String DELETION_PROTECTION = "deletionProtection";
      public static final String BACKUP_RETENTION_PERIOD = "backupRetentionPeriod";
      public static final String IAM_DATABASE_AUTHENTICATION = "enableIAMDatabaseAuthentication";
      public static final String COPY_TAGS = "copyTagsToSnapshot";
      public static final String HTTP_ENDPOINT = "enableHttpEndpoint";
      public static final String LOG_EXPORTS = "cloudwatchLogsExportConfiguration";

      /// @return the subject of a violation that is about one log type
      public static String logExport(String logType) {
        return LOG_EXPORTS + "." + logType;
      }

      private Attribute() {}
    }

    /// @return the log types that it will export once nothing is pending any more
    public Set<String> logTypesToCome() {
      var types = new TreeSet<>(logTypes);
      types.addAll(pending.logTypesOn());
      types.removeAll(pending.logTypesOff());
      return types;
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

  /// A DB instance; the guard looks after those that are members of an Aurora cluster.
  ///
  /// @param resourceId the `DbiResourceId`
  /// @param cluster the cluster that it is a member of
  /// @param pending names (by CloudTrail's request spelling) of what waits for the next window
  record DbInstance(
      ResourceId id,
      String resourceId,
      String engine,
      String status,
      Optional<String> cluster,
      Optional<Boolean> publiclyAccessible,
      Optional<Boolean> autoMinorVersionUpgrade,
      Set<String> pending)
      implements Resource {
    public static final String PUBLICLY_ACCESSIBLE = "publiclyAccessible";
    public static final String AUTO_MINOR_VERSION_UPGRADE = "autoMinorVersionUpgrade";

    public DbInstance {
      pending = sorted(pending);
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
      return status.equals("available") && pending.isEmpty();
    }
  }

  /// A DB cluster parameter group.
  ///
  /// @param family what it is for: `aurora-postgresql16`, `aurora-mysql8.0`, or another engine's
  /// @param values the values that were set by hand, by the parameter's name; all others have the
  ///     family's default
  record DbClusterParameterGroup(ResourceId id, String family, Map<String, String> values)
      implements Resource {
    public DbClusterParameterGroup {
      values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /// @return the engine of the family; empty for another than Aurora's
    public Optional<String> engine() {
      return Engines.ofFamily(family);
    }

    @Override
    public String immutableId() {
      return id.arn();
    }

    @Override
    public boolean isGuarded() {
      return engine().isPresent();
    }

    @Override
    public boolean isSettled() {
      return true;
    }
  }

  /// A call that is told by itself, since nothing is left that could be read: a deletion.
  ///
  /// @param id what the call was made on
  /// @param engine the engine that the call's answer names; empty where it names none
  record ApiCall(ResourceId id, ChangeEvent event, Optional<String> engine) implements Resource {
    @Override
    public String immutableId() {
      return id.arn();
    }

    /// An engine that is not known may be Aurora.
    @Override
    public boolean isGuarded() {
      return engine.map(Engines::isAurora).orElse(true);
    }

    @Override
    public boolean isSettled() {
      return false;
    }
  }

  /// A manual DB cluster snapshot.
  ///
  /// @param engine its engine; {@link #UNKNOWN} as long as it was not asked for
  /// @param sharedWith the account ids that may restore it; `all` is everybody
  record DbClusterSnapshot(ResourceId id, String engine, Set<String> sharedWith)
      implements Resource {
    public static final String EVERYBODY = "all";
    public static final String UNKNOWN = "unknown";

    public DbClusterSnapshot {
      sharedWith = sorted(sharedWith);
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
    public boolean mayBeGuarded() {
      return isGuarded() || engine.equals(UNKNOWN);
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

    /// @return the group with this rule in the place of the one with its id
    public SecurityGroup with(SecurityGroupRule rule) {
      var changed = new TreeMap<>(rules);
      changed.put(rule.id(), rule);
      return new SecurityGroup(id, changed, usedBy);
    }

    /// @return the group without what its prefix lists stand for, which others change
    public SecurityGroup withoutListEntries() {
      var bare = new TreeMap<>(rules);
      bare.replaceAll(
          (id, rule) ->
              rule.source().startsWith("pl-") ? rule.standingFor(java.util.List.of()) : rule);
      return new SecurityGroup(id, bare, usedBy);
    }

    @Override
    public String immutableId() {
      return id.name();
    }

    @Override
    public boolean isGuarded() {
      return !usedBy.isEmpty();
    }

    /// Which clusters use it is asked only where its rules are a reason to.
    @Override
    public boolean mayBeGuarded() {
      return true;
    }

    @Override
    public boolean isSettled() {
      return true;
    }
  }

  /// A KMS key with the Aurora clusters that cannot work without it.
  ///
  /// @param state the `KeyState`: `Enabled`, `Disabled`, `PendingDeletion`, …
  /// @param deletion when it will be deleted; empty while that is not scheduled
  /// @param usedBy the clusters that it encrypts
  /// @param cutOff those of them that RDS reports to have lost it
  record EncryptionKey(
      ResourceId id,
      String state,
      Optional<Instant> deletion,
      Set<String> usedBy,
      Set<String> cutOff)
      implements Resource {
    public static final String ENABLED = "Enabled";
    public static final String DISABLED = "Disabled";
    public static final String PENDING_DELETION = "PendingDeletion";

    /// The subject of a violation that is about the key's deletion.
    public static final String DELETION = "deletion";

    /// The subject of a violation that is about whether the key may be used.
    public static final String USE = "use";

    public EncryptionKey {
      usedBy = sorted(usedBy);
      cutOff = sorted(cutOff);
    }

    /// @return the same key in another state
    public EncryptionKey in(String other, Optional<Instant> deletedAt) {
      return new EncryptionKey(id, other, deletedAt, usedBy, cutOff);
    }

    @Override
    public String immutableId() {
      return id.arn();
    }

    @Override
    public boolean isGuarded() {
      return !usedBy.isEmpty();
    }

    @Override
    public boolean isSettled() {
      return state.equals(ENABLED);
    }
  }

  /// An IAM role, user or group.
  ///
  /// @param attached its managed policies by ARN
  /// @param inline the inline policies that were asked for; by an event only the one that it names
  /// @param trust a role's trust policy, plain JSON, where it was asked for
  record IamPrincipal(
      ResourceId id,
      Map<String, ManagedPolicy> attached,
      List<InlinePolicy> inline,
      Optional<String> trust)
      implements Resource {
    /// Asks an inventory for the trust policy, and is the subject of what is wrong with it.
    public static final String TRUST = "assumeRolePolicyDocument";

    private static final String INLINE = "inline:";

    /// A policy that is part of its principal.
    ///
    /// @param document plain JSON
    public record InlinePolicy(String name, String document) {}

    /// With nothing but its managed policies.
    public IamPrincipal(ResourceId id, Map<String, ManagedPolicy> attached) {
      this(id, attached, List.of(), Optional.empty());
    }

    /// @return what asks an inventory for the inline policy of that name
    public static String inlinePart(String name) {
      return INLINE + name;
    }

    /// @return the name of the inline policy that is asked for, if one is
    public static Optional<String> inlineAskedFor(Set<String> parts) {
      return parts.stream()
          .filter(part -> part.startsWith(INLINE))
          .map(part -> part.substring(INLINE.length()))
          .findFirst();
    }

    public IamPrincipal {
      inline = listed(inline);
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

  /// An earlier version's record has no such list.
  private static <T> List<T> listed(@Nullable List<T> values) {
    return values == null ? List.of() : List.copyOf(values);
  }

  /// A copy in a fixed order, so that equal states look alike wherever they are written. An
  /// earlier version's record has no such list.
  private static <T extends Comparable<T>> Set<T> sorted(@Nullable Set<T> values) {
    return values == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(values));
  }
}
