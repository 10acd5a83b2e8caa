package dev.auroraguardrails.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.control.LogExports;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.Resource.DatabaseSecret;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.ActivityStream;
import dev.auroraguardrails.model.Resource.DbCluster.Attribute;
import dev.auroraguardrails.model.Resource.DbCluster.Basics;
import dev.auroraguardrails.model.Resource.DbCluster.ClusterRole;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Resource.DbClusterSnapshot;
import dev.auroraguardrails.model.Resource.DbInstance;
import dev.auroraguardrails.model.Resource.DbInstance.Monitoring;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.Resource.EventSubscription;
import dev.auroraguardrails.model.Resource.ExportTask;
import dev.auroraguardrails.model.Resource.IamPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.Integration;
import dev.auroraguardrails.model.Resource.LogGroup;
import dev.auroraguardrails.model.Resource.NetworkAcl;
import dev.auroraguardrails.model.Resource.PrefixList;
import dev.auroraguardrails.model.Resource.RouteTable;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The state as it will be once the event's change is visible. RDS works asynchronously and reads
/// lag: where only one of the projected and the read state violates, the guard looks again.
final class Projection {
  private Projection() {}

  static Resource of(Resource now, ChangeEvent change) {
    return switch (now) {
      case DbCluster cluster -> cluster(cluster, change);
      case DbInstance instance -> instance(instance, change);
      case DbClusterParameterGroup group -> parameters(group, change);
      case ApiCall call -> call;
      case EventSubscription subscription -> subscription(subscription, change);
      case ExportTask task -> task;
      case Integration integration -> integration;
      case DbClusterSnapshot snapshot -> snapshot(snapshot, change);
      case SecurityGroup group -> group(group, change);
      case Resource.DbSubnetGroup group -> group;
      case PrefixList list -> NetworkProjection.of(list, change);
      case RouteTable table -> NetworkProjection.of(table, change);
      case NetworkAcl acl -> NetworkProjection.of(acl, change);
      case IamPrincipal principal -> IamProjection.of(principal, change);
      case IamPolicy policy -> IamProjection.of(policy, change);
      case EncryptionKey key -> KeyRequest.on(key, change);
      case DatabaseSecret secret -> SecretRequest.on(secret, change);
      case LogGroup group -> LogRequest.on(group, change);
    };
  }

  private static Resource cluster(DbCluster now, ChangeEvent change) {
    if (Touched.creates(change)) {
      return now;
    }
    JsonNode deletion = change.changed().get(Attribute.DELETION_PROTECTION);
    JsonNode retention = change.changed().get(Attribute.BACKUP_RETENTION_PERIOD);
    JsonNode iam = change.changed().get(Attribute.IAM_DATABASE_AUTHENTICATION);
    Set<String> logsOff = LogExports.disabledBy(change);
    Set<String> logsOn = LogExports.enabledBy(change);
    return new DbCluster(
        now.id(),
        now.resourceId(),
        now.engine(),
        now.status(),
        deletion == null ? now.deletionProtection() : Optional.of(deletion.asBoolean()),
        retention == null ? now.backupRetentionPeriod() : Optional.of(retention.asInt()),
        iam == null ? now.iamDatabaseAuthentication() : Optional.of(iam.asBoolean()),
        flag(change, Attribute.COPY_TAGS).or(now::copyTagsToSnapshot),
        change.name().equals("EnableHttpEndpoint")
            ? Optional.of(true)
            : flag(change, Attribute.HTTP_ENDPOINT).or(now::httpEndpoint),
        now.port(),
        with(now.logTypes(), logsOn, logsOff),
        asked(change, Attribute.SECURITY_GROUPS).map(Touched::texts).orElse(now.securityGroups()),
        asked(change, Attribute.PARAMETER_GROUP)
            .map(group -> group.asText().toLowerCase(Locale.ROOT))
            .or(now::parameterGroup),
        roles(now, change),
        new DbCluster.Pending(
            retention == null ? now.pending().backupRetentionPeriod() : Optional.empty(),
            iam == null ? now.pending().iamDatabaseAuthentication() : Optional.empty(),
            with(now.pending().logTypesOn(), Set.of(), logsOff),
            with(now.pending().logTypesOff(), Set.of(), logsOn),
            now.pending().others()),
        basics(now.basics(), change),
        now.networking(),
        now.masterUser(),
        now.members(),
        now.used());
  }

  private static Set<ClusterRole> roles(DbCluster now, ChangeEvent change) {
    var role =
        new ClusterRole(
            change.request().path("roleArn").asText(),
            change.request().path("featureName").asText());
    return switch (change.name()) {
      case "AddRoleToDBCluster" -> with(now.roles(), Set.of(role), Set.of());
      case "RemoveRoleFromDBCluster" -> with(now.roles(), Set.of(), Set.of(role));
      default -> now.roles();
    };
  }

  private static Optional<JsonNode> asked(ChangeEvent change, String attribute) {
    return Optional.ofNullable(change.changed().get(attribute));
  }

  private static Basics basics(Basics now, ChangeEvent change) {
    JsonNode version = change.changed().get("engineVersion");
    Basics upgraded =
        version == null
            ? now
            : new Basics(
                Optional.of(version.asText()),
                now.storageEncrypted(),
                now.multiAz(),
                now.activityStream());
    return switch (change.name()) {
      case "StopActivityStream" -> upgraded.with(stream(now, "stopped"));
      case "StartActivityStream" -> upgraded.with(stream(now, "started"));
      default -> upgraded;
    };
  }

  private static ActivityStream stream(Basics now, String status) {
    boolean shown = now.activityStream().isOn() == status.equals("started");
    return shown
        ? now.activityStream()
        : new ActivityStream(
            Optional.of(status), now.activityStream().mode(), now.activityStream().key());
  }

  private static Optional<Boolean> flag(ChangeEvent change, String attribute) {
    return Optional.ofNullable(change.changed().get(attribute)).map(JsonNode::asBoolean);
  }

  private static <T> Set<T> with(Set<T> list, Set<T> added, Set<T> removed) {
    var changed = new TreeSet<>(list);
    changed.addAll(added);
    changed.removeAll(removed);
    return changed;
  }

  private static Resource instance(DbInstance now, ChangeEvent change) {
    JsonNode open = change.changed().get(DbInstance.PUBLICLY_ACCESSIBLE);
    JsonNode upgrades = change.changed().get(DbInstance.AUTO_MINOR_VERSION_UPGRADE);
    return new DbInstance(
        now.id(),
        now.resourceId(),
        now.engine(),
        now.status(),
        now.cluster(),
        open == null ? now.publiclyAccessible() : Optional.of(open.asBoolean()),
        upgrades == null ? now.autoMinorVersionUpgrade() : Optional.of(upgrades.asBoolean()),
        monitoring(now, change),
        now.pending());
  }

  private static Resource subscription(EventSubscription now, ChangeEvent change) {
    return flag(change, EventSubscription.ENABLED).map(now::with).orElse(now);
  }

  /// The role is sent along only where it changes.
  private static Optional<Monitoring> monitoring(DbInstance now, ChangeEvent change) {
    return Optional.ofNullable(change.changed().get(DbInstance.MONITORING))
        .map(seconds -> new Monitoring(seconds.asInt(), now.monitoring().flatMap(Monitoring::role)))
        .or(now::monitoring);
  }

  private static Resource parameters(DbClusterParameterGroup now, ChangeEvent change) {
    var values = new TreeMap<>(now.values());
    if (ParameterChange.resetsAll(change)) {
      values.clear();
    }
    ParameterChange.values(change)
        .forEach(
            (name, value) ->
                value.ifPresentOrElse(v -> values.put(name, v), () -> values.remove(name)));
    return new DbClusterParameterGroup(now.id(), now.family(), values);
  }

  private static Resource snapshot(DbClusterSnapshot now, ChangeEvent change) {
    Set<String> shared = new TreeSet<>(now.sharedWith());
    shared.addAll(Touched.texts(change.changed().get("valuesToAdd")));
    shared.removeAll(Touched.texts(change.changed().get("valuesToRemove")));
    return new DbClusterSnapshot(now.id(), now.engine(), shared);
  }

  /// A group without a wide rule is read without its clusters; the rule that is missing is then
  /// judged by its own first port.
  private static Resource group(SecurityGroup now, ChangeEvent change) {
    var rules = new TreeMap<>(now.rules());
    var uses = new java.util.HashSet<>(now.usedBy());
    if (!AskedRule.isAskedBy(change.name())) {
      return now;
    }
    if (change.name().startsWith("Revoke")) {
      rules.keySet().removeAll(SecurityGroupRequest.touched(change, now));
      rules.keySet().removeAll(SecurityGroupRequest.revokedIds(change));
      return now.with(rules, uses);
    }
    for (SecurityGroupRule asked : SecurityGroupRequest.rules(change)) {
      boolean there =
          asked.id().isEmpty()
              ? now.rules().values().stream().anyMatch(rule -> Touched.alike(rule, asked))
              : now.rules().containsKey(asked.id());
      SecurityGroupRule known = now.rules().get(asked.id());
      boolean out = known != null && known.egress(); // ModifySecurityGroupRules does not tell it.
      if (!there || change.name().equals("ModifySecurityGroupRules")) {
        SecurityGroupRule full =
            known != null && known.source().equals(asked.source())
                ? asked.standingFor(known.addresses()).ownedBy(known.sourceAccount())
                : asked;
        rules.put(asked.id().isEmpty() ? "sgr-unseen" : asked.id(), out ? full.outgoing() : full);
        boolean shown = there && known != null && Touched.alike(known, asked);
        if (now.usedBy().isEmpty() && !shown) {
          uses.add(new ClusterUse("(not looked up yet)", Math.max(1, asked.fromPort())));
        }
      }
    }
    return now.with(rules, uses);
  }
}
