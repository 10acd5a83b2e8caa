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
import java.util.stream.Stream;
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
  /// @param basics what it was made with, and how it stands
  /// @param networking how it can be reached besides its security groups
  /// @param masterUser the database's administrator
  /// @param members its DB instances, each with the status of the cluster's parameter group on it:
  ///     `in-sync`, `applying`, `pending-reboot`
  /// @param used what it uses, where that was read along; never remembered, since others change it
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
      Pending pending,
      Basics basics,
      Networking networking,
      MasterUser masterUser,
      Map<String, String> members,
      Used used)
      implements Resource {
    public static final String AVAILABLE = "available";
    public static final String IN_SYNC = "in-sync";

    public DbCluster {
      logTypes = sorted(logTypes);
      securityGroups = sorted(securityGroups);
      roles = sorted(roles);
      basics = orElse(basics, Basics.UNKNOWN);
      networking = orElse(networking, Networking.UNKNOWN);
      masterUser = orElse(masterUser, MasterUser.UNKNOWN);
      members = Collections.unmodifiableMap(new TreeMap<>(orElse(members, Map.of())));
      used = orElse(used, Used.NOT_ASKED);
    }

    /// How a cluster can be reached besides its security groups.
    ///
    /// @param networkType `IPV4` or `DUAL`
    /// @param internetAccessGateway whether the internet reaches a cluster of the express
    ///     configuration without a VPC; empty for every other cluster
    public record Networking(
        Optional<String> networkType, Optional<Boolean> internetAccessGateway) {
      public static final Networking UNKNOWN = new Networking(Optional.empty(), Optional.empty());
    }

    /// The database's administrator.
    ///
    /// @param name the name that it was created with
    /// @param secret the ARN of the secret in which RDS manages its password; empty where it does
    ///     not
    /// @param secretKey the KMS key of that secret
    public record MasterUser(
        Optional<String> name, Optional<String> secret, Optional<String> secretKey) {
      public static final MasterUser UNKNOWN =
          new MasterUser(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// What a cluster uses, with what it used when it was last known to be good.
    ///
    /// @param groups the security groups; empty where they were not asked for
    /// @param parameterGroups the DB cluster parameter groups by name, without those that do not
    ///     exist; empty where they were not asked for
    public record Used(
        Optional<Groups> groups, Optional<Map<String, DbClusterParameterGroup>> parameterGroups) {
      public static final Used NOT_ASKED = new Used(Optional.empty(), Optional.empty());

      /// Security groups.
      ///
      /// @param byId the groups by id, without those that do not exist
      /// @param defaults the ids of those that are the default group of their VPC
      public record Groups(Map<String, SecurityGroup> byId, Set<String> defaults) {
        public Groups {
          byId = Collections.unmodifiableMap(new TreeMap<>(byId));
          defaults = sorted(defaults);
        }
      }
    }

    /// @return the same with what it uses, as it was read
    public DbCluster using(Used read) {
      return new DbCluster(
          id,
          resourceId,
          engine,
          status,
          deletionProtection,
          backupRetentionPeriod,
          iamDatabaseAuthentication,
          copyTagsToSnapshot,
          httpEndpoint,
          port,
          logTypes,
          securityGroups,
          parameterGroup,
          roles,
          pending,
          basics,
          networking,
          masterUser,
          members,
          read);
    }

    /// What a cluster was made with, and how it stands.
    ///
    /// @param engineVersion `16.4`, `8.0.mysql_aurora.3.08.0`
    /// @param multiAz whether its members stand in more than one Availability Zone
    /// @param activityStream its database activity stream, which others may read as an audit
    public record Basics(
        Optional<String> engineVersion,
        Optional<Boolean> storageEncrypted,
        Optional<Boolean> multiAz,
        ActivityStream activityStream) {
      public static final Basics UNKNOWN =
          new Basics(Optional.empty(), Optional.empty(), Optional.empty(), ActivityStream.UNKNOWN);

      /// @return the same with another activity stream
      public Basics with(ActivityStream stream) {
        return new Basics(engineVersion, storageEncrypted, multiAz, stream);
      }
    }

    /// A database activity stream.
    ///
    /// @param status `stopped`, `starting`, `started`, `stopping`
    /// @param mode `sync` or `async`
    /// @param key the KMS key that it is encrypted with
    public record ActivityStream(
        Optional<String> status, Optional<String> mode, Optional<String> key) {
      public static final ActivityStream UNKNOWN =
          new ActivityStream(Optional.empty(), Optional.empty(), Optional.empty());

      /// @return whether it goes on, or begins to
      @JsonIgnore
      public boolean isOn() {
        return status.filter(s -> s.equals("started") || s.equals("starting")).isPresent();
      }
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
      public static final String SECURITY_GROUPS = "vpcSecurityGroupIds";
      public static final String PARAMETER_GROUP = "dBClusterParameterGroupName";

      /// @return the subject of a violation that is about one role of the cluster
      public static String role(String arn, String feature) {
        return feature.isEmpty() ? arn : arn + "#" + feature;
      }

      public static final String ACTIVITY_STREAM = "activityStream";

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
      return status.equals(AVAILABLE) && pending.names().isEmpty();
    }
  }

  /// A DB instance; the guard looks after those that are members of an Aurora cluster.
  ///
  /// @param resourceId the `DbiResourceId`
  /// @param cluster the cluster that it is a member of
  /// @param monitoring its enhanced monitoring; empty where it is not known
  /// @param pending names (by CloudTrail's request spelling) of what waits for the next window
  record DbInstance(
      ResourceId id,
      String resourceId,
      String engine,
      String status,
      Optional<String> cluster,
      Optional<Boolean> publiclyAccessible,
      Optional<Boolean> autoMinorVersionUpgrade,
      Optional<Monitoring> monitoring,
      Set<String> pending)
      implements Resource {
    public static final String PUBLICLY_ACCESSIBLE = "publiclyAccessible";
    public static final String AUTO_MINOR_VERSION_UPGRADE = "autoMinorVersionUpgrade";
    public static final String MONITORING = "monitoringInterval";

    /// Enhanced monitoring: what the operating system of an instance tells.
    ///
    /// @param seconds between two reports; 0 is off
    /// @param role the ARN of the role that may write them to CloudWatch Logs
    public record Monitoring(int seconds, Optional<String> role) {}

    public DbInstance {
      monitoring = monitoring == null ? Optional.empty() : monitoring;
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

  /// A subscription to the events of RDS.
  ///
  /// @param exists whether it is there; of one that is not nothing else is known
  /// @param topic the SNS topic that it tells
  /// @param sourceType `db-cluster`, …; empty for every kind of source
  /// @param sources the sources that it is about; empty for all of the kind
  /// @param categories the categories that it tells of; empty for all
  record EventSubscription(
      ResourceId id,
      boolean exists,
      Optional<Boolean> enabled,
      String topic,
      String sourceType,
      Set<String> sources,
      Set<String> categories)
      implements Resource {
    public static final String ENABLED = "enabled";

    /// Kinds of sources that no Aurora cluster has.
    private static final Set<String> FOREIGN =
        Set.of("db-snapshot", "db-security-group", "custom-engine-version");

    public EventSubscription {
      sources = sorted(sources);
      categories = sorted(categories);
    }

    public static EventSubscription gone(ResourceId id) {
      return new EventSubscription(id, false, Optional.empty(), "", "", Set.of(), Set.of());
    }

    /// @return the same, switched on or off
    public EventSubscription with(boolean on) {
      return new EventSubscription(
          id, exists, Optional.of(on), topic, sourceType, sources, categories);
    }

    @Override
    public String immutableId() {
      return id.arn();
    }

    @Override
    public boolean isGuarded() {
      return !FOREIGN.contains(sourceType);
    }

    @Override
    public boolean isSettled() {
      return exists;
    }
  }

  /// An export of a cluster or of a snapshot to S3.
  ///
  /// @param source the ARN of what is exported
  /// @param status `STARTING`, `IN_PROGRESS`, `CANCELING`, `CANCELED`, `COMPLETE`, `FAILED`
  /// @param role the ARN of the role that writes
  /// @param key the KMS key that the export is encrypted with
  /// @param only the databases, schemas or tables that are exported; empty for all
  record ExportTask(
      ResourceId id,
      String source,
      String status,
      String bucket,
      String prefix,
      String role,
      String key,
      Set<String> only)
      implements Resource {
    public ExportTask {
      only = sorted(only);
    }

    /// @return whether data still leaves
    @JsonIgnore
    public boolean isRunning() {
      return status.equalsIgnoreCase("STARTING") || status.equalsIgnoreCase("IN_PROGRESS");
    }

    /// @return whether data has left and nothing stops it any more
    @JsonIgnore
    public boolean isComplete() {
      return status.equalsIgnoreCase("COMPLETE");
    }

    /// @return the same with another status
    public ExportTask with(String other) {
      return new ExportTask(id, source, other, bucket, prefix, role, key, only);
    }

    @Override
    public String immutableId() {
      return id.arn();
    }

    /// The source of another engine is an instance's snapshot.
    @Override
    public boolean isGuarded() {
      return !source.contains(":snapshot:");
    }

    @Override
    public boolean isSettled() {
      return false;
    }
  }

  /// A zero-ETL integration, which copies what a cluster writes to a warehouse.
  ///
  /// @param name the name that its maker gave it
  /// @param source the ARN of what is copied
  /// @param target the ARN of where it is copied to
  /// @param status `creating`, `active`, `deleting`, …
  /// @param key the KMS key
  /// @param filter what is copied, as AWS writes it; empty for everything
  record Integration(
      ResourceId id,
      String name,
      String source,
      String target,
      String status,
      String key,
      String filter)
      implements Resource {
    public static final String TARGET = "targetArn";

    /// @return the same with another status
    public Integration with(String other) {
      return new Integration(id, name, source, target, other, key, filter);
    }

    @Override
    public String immutableId() {
      return id.arn();
    }

    @Override
    public boolean isGuarded() {
      return !source.contains(":db:");
    }

    @Override
    public boolean isSettled() {
      return false;
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
  /// @param name the group's name, which never changes; empty where nobody asked for it
  record SecurityGroup(
      ResourceId id,
      Map<String, SecurityGroupRule> rules,
      Set<ClusterUse> usedBy,
      Optional<String> name)
      implements Resource {
    /// The name of the group that every VPC has from the start, and that no other can have.
    public static final String DEFAULT = "default";

    public SecurityGroup {
      rules = Collections.unmodifiableMap(new TreeMap<>(rules));
      usedBy = Set.copyOf(usedBy);
    }

    /// A group whose name nobody asked for.
    public SecurityGroup(
        ResourceId id, Map<String, SecurityGroupRule> rules, Set<ClusterUse> usedBy) {
      this(id, rules, usedBy, Optional.empty());
    }

    /// @return the same group with other rules and clusters
    public SecurityGroup with(Map<String, SecurityGroupRule> others, Set<ClusterUse> clusters) {
      return new SecurityGroup(id, others, clusters, name);
    }

    /// @return the group with this rule in the place of the one with its id
    public SecurityGroup with(SecurityGroupRule rule) {
      var changed = new TreeMap<>(rules);
      changed.put(rule.id(), rule);
      return with(changed, usedBy);
    }

    /// @return the group without what its prefix lists stand for, which others change
    public SecurityGroup withoutListEntries() {
      var bare = new TreeMap<>(rules);
      bare.replaceAll(
          (id, rule) ->
              rule.source().startsWith("pl-") ? rule.standingFor(java.util.List.of()) : rule);
      return with(bare, usedBy);
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

  /// A secret of Secrets Manager that logins to Aurora depend on.
  ///
  /// @param name its name, without the characters that its ARN ends in
  /// @param deletion when it was marked for deletion; empty while it was not
  /// @param gone whether it was deleted for good
  /// @param rotation how it is rotated; empty where it is not
  /// @param policy its own policy, plain JSON; empty where it has none
  /// @param usedBy who depends on it: `cluster orders`, `proxy shop`, `the baseline`
  record DatabaseSecret(
      ResourceId id,
      String name,
      Optional<Instant> deletion,
      boolean gone,
      Optional<Rotation> rotation,
      Optional<String> policy,
      Set<String> usedBy)
      implements Resource {
    /// The subject of a violation that is about the secret's deletion.
    public static final String DELETION = "deletion";

    /// The subject of a violation that is about its rotation.
    public static final String ROTATION = "rotation";

    /// The subject of a violation that is about its own policy.
    public static final String POLICY = "resourcePolicy";

    /// How a secret is rotated.
    ///
    /// @param function the ARN of the function that does it; empty where the owning service does
    /// @param days every so many days; empty where a schedule says when
    /// @param schedule a `cron()` or `rate()` expression
    /// @param window how long the rotation may take: `3h`
    public record Rotation(
        Optional<String> function,
        Optional<Long> days,
        Optional<String> schedule,
        Optional<String> window) {}

    public DatabaseSecret {
      usedBy = sorted(usedBy);
    }

    /// @return how a sentence names it
    public String said() {
      return "the secret " + name + " of " + String.join(" and ", usedBy);
    }

    /// @return the same secret with another policy
    public DatabaseSecret governedBy(Optional<String> other) {
      return new DatabaseSecret(id, name, deletion, gone, rotation, other, usedBy);
    }

    /// @return the same secret with another rotation
    public DatabaseSecret rotated(Optional<Rotation> other) {
      return new DatabaseSecret(id, name, deletion, gone, other, policy, usedBy);
    }

    /// @return the same secret, marked for deletion or not
    public DatabaseSecret deletedAt(Optional<Instant> when) {
      return new DatabaseSecret(id, name, when, gone, rotation, policy, usedBy);
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
      return deletion.isEmpty() && !gone;
    }
  }

  /// A log group of CloudWatch Logs that the logs of a cluster are in.
  ///
  /// @param engine the engine of the cluster; empty where there is no such cluster any more
  /// @param created when it was made; empty when it is not there
  /// @param retentionDays for how many days events are kept; 0 for ever
  /// @param filters the subscription filters by name
  record LogGroup(
      ResourceId id,
      Optional<String> engine,
      Optional<Instant> created,
      int retentionDays,
      Map<String, Subscription> filters)
      implements Resource {
    /// The subject of a violation that is about the group as such.
    public static final String GROUP = "logGroup";

    /// The subject of a violation that is about how long events are kept.
    public static final String RETENTION = "retentionInDays";

    private static final String PREFIX = "/aws/rds/cluster/";

    /// Where events of a group are sent.
    ///
    /// @param role the role that sends them; empty for a function
    public record Subscription(String pattern, String destination, Optional<String> role) {}

    public LogGroup {
      filters = Collections.unmodifiableMap(new TreeMap<>(filters));
    }

    /// @return the identifier of the cluster whose logs a group of that name holds
    public static Optional<String> clusterOf(String name) {
      int end = name.indexOf('/', PREFIX.length());
      return name.startsWith(PREFIX) && end > 0
          ? Optional.of(name.substring(PREFIX.length(), end))
          : Optional.empty();
    }

    /// @return the same group; not there, if it was made before that time
    public LogGroup notOlderThan(Instant time) {
      return new LogGroup(
          id, engine, created.filter(made -> made.isAfter(time)), retentionDays, filters);
    }

    /// @return the same group, kept for other days
    public LogGroup keeping(int days) {
      return new LogGroup(id, engine, created, days, filters);
    }

    @Override
    public String immutableId() {
      return id.arn();
    }

    /// A cluster that is not there any more may have been Aurora's.
    @Override
    public boolean isGuarded() {
      return clusterOf(id.name()).isPresent() && engine.map(Engines::isAurora).orElse(true);
    }

    @Override
    public boolean isSettled() {
      return created.isPresent();
    }
  }

  /// A KMS key with the Aurora clusters that cannot work without it.
  ///
  /// @param state the `KeyState`: `Enabled`, `Disabled`, `PendingDeletion`, …
  /// @param deletion when it will be deleted; empty while that is not scheduled
  /// @param usedBy the clusters that it encrypts
  /// @param cutOff those of them that RDS reports to have lost it
  /// @param policy its policy, plain JSON, where it was asked for
  /// @param grants the grants that were asked for, by id; never all of them
  record EncryptionKey(
      ResourceId id,
      String state,
      Optional<Instant> deletion,
      Set<String> usedBy,
      Set<String> cutOff,
      Optional<String> policy,
      Map<String, KeyGrant> grants)
      implements Resource {
    public static final String ENABLED = "Enabled";
    public static final String DISABLED = "Disabled";
    public static final String PENDING_DELETION = "PendingDeletion";

    /// The subject of a violation that is about the key's deletion.
    public static final String DELETION = "deletion";

    /// The subject of a violation that is about whether the key may be used.
    public static final String USE = "use";

    /// The subject of a violation that is about the key's policy.
    public static final String POLICY = "policy";

    private static final String GRANT = "grant:";

    /// A right to use a key that was given beside its policy.
    ///
    /// @param grantee who has it: an ARN, or a service of AWS
    /// @param contextSubset, contextEquals the encryption contexts that it is limited to
    public record KeyGrant(
        String id,
        String grantee,
        Set<String> operations,
        Optional<String> name,
        Map<String, String> contextSubset,
        Map<String, String> contextEquals) {
      public KeyGrant {
        operations = sorted(operations);
        contextSubset = Map.copyOf(contextSubset);
        contextEquals = Map.copyOf(contextEquals);
      }
    }

    /// With neither its policy nor its grants in sight.
    public EncryptionKey(
        ResourceId id,
        String state,
        Optional<Instant> deletion,
        Set<String> usedBy,
        Set<String> cutOff) {
      this(id, state, deletion, usedBy, cutOff, Optional.empty(), Map.of());
    }

    /// @return what asks an inventory for that grant, and is the subject of what is wrong with it
    public static String grantPart(String id) {
      return GRANT + id;
    }

    /// @return the id of the grant that is asked for, if one is
    public static Optional<String> grantAskedFor(Set<String> parts) {
      return parts.stream()
          .filter(part -> part.startsWith(GRANT))
          .map(part -> part.substring(GRANT.length()))
          .findFirst();
    }

    public EncryptionKey {
      usedBy = sorted(usedBy);
      cutOff = sorted(cutOff);
      grants = Collections.unmodifiableMap(new TreeMap<>(grants));
    }

    /// @return how a sentence names it
    public String said() {
      return "the key that encrypts " + String.join(" and ", usedBy);
    }

    /// @return the same key in another state
    public EncryptionKey in(String other, Optional<Instant> deletedAt) {
      return new EncryptionKey(id, other, deletedAt, usedBy, cutOff, policy, grants);
    }

    /// @return the same key with another policy
    public EncryptionKey governedBy(Optional<String> other) {
      return new EncryptionKey(id, state, deletion, usedBy, cutOff, other, grants);
    }

    /// @return the same key with these grants in sight
    public EncryptionKey with(Map<String, KeyGrant> others) {
      return new EncryptionKey(id, state, deletion, usedBy, cutOff, policy, others);
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

  /// A DB subnet group.
  ///
  /// @param subnets by the subnet's id, whether it has a route to an internet gateway
  record DbSubnetGroup(ResourceId id, Map<String, Boolean> subnets) implements Resource {
    /// The subject of what is wrong with its subnets.
    public static final String SUBNETS = "subnetIds";

    public DbSubnetGroup {
      subnets = Collections.unmodifiableMap(new TreeMap<>(subnets));
    }

    @Override
    public String immutableId() {
      return id.arn();
    }

    /// Any cluster may be put into it, now or later.
    @Override
    public boolean isGuarded() {
      return true;
    }

    @Override
    public boolean isSettled() {
      return true;
    }
  }

  /// A managed prefix list.
  ///
  /// @param version the version that is in force
  /// @param entries the blocks that it stands for; empty while they are not known
  /// @param before those of the version before; empty where there is none
  /// @param groups the security groups of Aurora clusters with a rule that names the list
  record PrefixList(
      ResourceId id,
      long version,
      Optional<List<String>> entries,
      Optional<List<String>> before,
      List<SecurityGroup> groups)
      implements Resource {
    /// The subject of what is wrong with its entries.
    public static final String ENTRIES = "entries";

    public PrefixList {
      groups = List.copyOf(groups);
    }

    @Override
    public String immutableId() {
      return id.name();
    }

    @Override
    public boolean isGuarded() {
      return !groups.isEmpty();
    }

    @Override
    public boolean isSettled() {
      return entries.isPresent();
    }
  }

  /// A route table.
  ///
  /// @param routes its active routes, in order of their destinations
  /// @param subnets the subnets of Aurora clusters that it serves
  /// @param usedBy the Aurora clusters that have instances in them
  record RouteTable(ResourceId id, List<Route> routes, Set<String> subnets, Set<ClusterUse> usedBy)
      implements Resource {
    public RouteTable {
      routes = routes.stream().sorted(Comparator.comparing(Route::destination)).toList();
      subnets = sorted(subnets);
      usedBy = Set.copyOf(usedBy);
    }

    /// @return the route to the destination, if there is one
    public Optional<Route> to(String destination) {
      return routes.stream().filter(route -> route.destination().equals(destination)).findFirst();
    }

    /// @return the table with this target for the destination; without a route to it for none
    public RouteTable with(String destination, Optional<String> target) {
      return new RouteTable(
          id,
          Stream.concat(
                  routes.stream().filter(route -> !route.destination().equals(destination)),
                  target.map(to -> new Route(destination, to)).stream())
              .toList(),
          subnets,
          usedBy);
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

  /// A network ACL.
  ///
  /// @param entries by direction and number, as EC2 reads them
  /// @param subnets the subnets of Aurora clusters that it guards
  /// @param usedBy the Aurora clusters that have instances in them
  record NetworkAcl(
      ResourceId id, List<AclEntry> entries, Set<String> subnets, Set<ClusterUse> usedBy)
      implements Resource {
    public NetworkAcl {
      entries =
          entries.stream()
              .sorted(Comparator.comparing(AclEntry::egress).thenComparingInt(AclEntry::number))
              .toList();
      subnets = sorted(subnets);
      usedBy = Set.copyOf(usedBy);
    }

    /// @return the entry of that name, if there is one
    public Optional<AclEntry> entry(String name) {
      return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /// @return the ACL without the entry of that name, and with the other one if it is given
    public NetworkAcl with(String name, Optional<AclEntry> other) {
      return new NetworkAcl(
          id,
          Stream.concat(
                  entries.stream().filter(entry -> !entry.name().equals(name)), other.stream())
              .toList(),
          subnets,
          usedBy);
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

  /// What holds policy documents.
  sealed interface PolicyHolder extends Resource {
    @Override
    default boolean isGuarded() {
      return true;
    }

    @Override
    default boolean isSettled() {
      return true;
    }
  }

  /// A customer managed policy.
  ///
  /// @param policyId the `PolicyId`
  /// @param defaultVersion the version in force: `v3`
  /// @param document that version's document, plain JSON; empty when it was not read
  /// @param attachedTo whom it reaches: `role/NAME`, `user/NAME`, `group/NAME`
  record IamPolicy(
      ResourceId id,
      String policyId,
      String defaultVersion,
      Optional<String> document,
      Set<String> attachedTo)
      implements PolicyHolder {
    /// The subject of what is wrong with its document.
    public static final String DEFAULT_VERSION = "defaultVersionId";

    public IamPolicy {
      attachedTo = sorted(attachedTo);
    }

    @Override
    public String immutableId() {
      return policyId;
    }
  }

  /// An IAM role, user or group.
  ///
  /// @param attached its managed policies by ARN
  /// @param inline the inline policies that were asked for; by an event only the one that it names
  /// @param trust a role's trust policy, plain JSON
  /// @param more what else was read of it
  record IamPrincipal(
      ResourceId id,
      Map<String, ManagedPolicy> attached,
      List<InlinePolicy> inline,
      Optional<String> trust,
      Details more)
      implements PolicyHolder {
    /// Asks an inventory for the trust policy, and is the subject of what is wrong with it.
    public static final String TRUST = "assumeRolePolicyDocument";

    /// The subject of what is told of another way to sign in.
    public static final String LOGIN = "credentials";

    /// Asks an inventory for the names of all inline policies.
    public static final String INLINE_NAMES = "inlinePolicyNames";

    /// The subject of what is wrong with the permissions boundary.
    public static final String BOUNDARY = "permissionsBoundary";

    /// Asks an inventory for all inline policies, and for all managed ones with their documents.
    public static final String EVERYTHING = "everything";

    private static final String INLINE = "inline:";
    private static final String GROUP = "group:";
    private static final String DETACHED = "detached:";

    /// A policy that is part of its principal.
    ///
    /// @param document plain JSON
    public record InlinePolicy(String name, String document) {}

    /// What only some reads tell.
    ///
    /// @param uniqueId the `RoleId`, `UserId` or `GroupId`, which no other principal ever gets
    /// @param inlineNames the names of all its inline policies; empty when they were not listed
    /// @param boundary the policy that is its permissions boundary
    /// @param groups the groups that a user is in; empty when they were not listed
    /// @param joined the one of these that was asked for, with all its policies
    /// @param detached the policy that was asked for because it was detached, and still is
    public record Details(
        Optional<String> uniqueId,
        Optional<Set<String>> inlineNames,
        Optional<ManagedPolicy> boundary,
        Optional<Set<String>> groups,
        Optional<IamPrincipal> joined,
        Optional<ManagedPolicy> detached) {
      public static final Details UNKNOWN =
          new Details(Optional.empty(), Optional.empty(), Optional.empty());

      public Details {
        inlineNames = inlineNames.map(Resource::sorted);
        groups = groups.map(Resource::sorted);
      }

      /// Of a principal of which groups matter nothing.
      public Details(
          Optional<String> uniqueId,
          Optional<Set<String>> inlineNames,
          Optional<ManagedPolicy> boundary) {
        this(uniqueId, inlineNames, boundary, Optional.empty(), Optional.empty(), Optional.empty());
      }

      public Details withInlineNames(Optional<Set<String>> names) {
        return new Details(uniqueId, names, boundary, groups, joined, detached);
      }

      public Details withBoundary(Optional<ManagedPolicy> other) {
        return new Details(uniqueId, inlineNames, other, groups, joined, detached);
      }

      public Details withGroups(Optional<Set<String>> names) {
        return new Details(uniqueId, inlineNames, boundary, names, joined, detached);
      }

      public Details withJoined(Optional<IamPrincipal> group) {
        return new Details(uniqueId, inlineNames, boundary, groups, group, detached);
      }

      public Details withDetached(Optional<ManagedPolicy> policy) {
        return new Details(uniqueId, inlineNames, boundary, groups, joined, policy);
      }
    }

    /// @return the same with other details
    public IamPrincipal with(Details details) {
      return new IamPrincipal(id, attached, inline, trust, details);
    }

    /// @return the same with other managed policies
    public IamPrincipal withAttached(Map<String, ManagedPolicy> policies) {
      return new IamPrincipal(id, policies, inline, trust, more);
    }

    /// @return the same with other inline policies
    public IamPrincipal withInline(List<InlinePolicy> policies) {
      return new IamPrincipal(id, attached, policies, trust, more);
    }

    /// @return the same with another trust policy
    public IamPrincipal withTrust(Optional<String> document) {
      return new IamPrincipal(id, attached, inline, document, more);
    }

    /// With nothing but its managed policies.
    public IamPrincipal(ResourceId id, Map<String, ManagedPolicy> attached) {
      this(id, attached, List.of(), Optional.empty());
    }

    /// With policies alone.
    public IamPrincipal(
        ResourceId id,
        Map<String, ManagedPolicy> attached,
        List<InlinePolicy> inline,
        Optional<String> trust) {
      this(id, attached, inline, trust, Details.UNKNOWN);
    }

    /// @return the inline policy of that name, where it was read
    public Optional<InlinePolicy> inline(String name) {
      return inline.stream().filter(policy -> policy.name().equals(name)).findFirst();
    }

    /// @return how a message names it: `role/dev`
    public String label() {
      return id.kind().prefix() + id.name();
    }

    /// @return what asks an inventory for the inline policy of that name
    public static String inlinePart(String name) {
      return INLINE + name;
    }

    /// @return what asks an inventory whether a user is in that group, and for the group; also the
    ///     subject of what is wrong with that
    public static String groupPart(String name) {
      return GROUP + name;
    }

    /// @return what asks an inventory for a managed policy that was detached
    public static String detachedPart(String arn) {
      return DETACHED + arn;
    }

    /// @return the name of the inline policy that is asked for, if one is
    public static Optional<String> inlineAskedFor(Set<String> parts) {
      return askedFor(INLINE, parts);
    }

    /// @return the name of the group that is asked for, if one is
    public static Optional<String> groupAskedFor(Set<String> parts) {
      return askedFor(GROUP, parts);
    }

    /// @return the ARN of the detached policy that is asked for, if one is
    public static Optional<String> detachedAskedFor(Set<String> parts) {
      return askedFor(DETACHED, parts);
    }

    private static Optional<String> askedFor(String kind, Set<String> parts) {
      return parts.stream()
          .filter(part -> part.startsWith(kind))
          .map(part -> part.substring(kind.length()))
          .findFirst();
    }

    public IamPrincipal {
      inline = listed(inline);
      attached = Collections.unmodifiableMap(new TreeMap<>(attached));
      more = present(more);
    }

    @Override
    public String immutableId() {
      return more.uniqueId().orElse(id.arn());
    }
  }

  private static IamPrincipal.Details present(IamPrincipal.@Nullable Details more) {
    return more == null ? IamPrincipal.Details.UNKNOWN : more;
  }

  /// An earlier version's record has no such list.
  private static <T> List<T> listed(@Nullable List<T> values) {
    return values == null ? List.of() : List.copyOf(values);
  }

  /// An earlier version's record has no such value.
  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  /// A copy in a fixed order, so that equal states look alike wherever they are written. An
  /// earlier version's record has no such list.
  private static <T extends Comparable<T>> Set<T> sorted(@Nullable Set<T> values) {
    return values == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(values));
  }
}
