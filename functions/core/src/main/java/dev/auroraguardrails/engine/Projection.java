package dev.auroraguardrails.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Attribute;
import dev.auroraguardrails.model.Resource.DbClusterSnapshot;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The state as it will be once the event's change is visible. RDS works asynchronously and reads
/// lag: where the projected state violates and the read one does not, the guard looks again.
final class Projection {
  private Projection() {}

  static Resource of(Resource now, ChangeEvent change) {
    return switch (now) {
      case DbCluster cluster -> cluster(cluster, change);
      case DbClusterSnapshot snapshot -> snapshot(snapshot, change);
      case SecurityGroup group -> group(group, change);
      case IamPrincipal principal -> principal(principal, change);
    };
  }

  private static Resource cluster(DbCluster now, ChangeEvent change) {
    if (Touched.creates(change)) {
      return now;
    }
    JsonNode deletion = change.changed().get(Attribute.DELETION_PROTECTION);
    JsonNode retention = change.changed().get(Attribute.BACKUP_RETENTION_PERIOD);
    JsonNode iam = change.changed().get(Attribute.IAM_DATABASE_AUTHENTICATION);
    return new DbCluster(
        now.id(),
        now.resourceId(),
        now.engine(),
        now.status(),
        deletion == null ? now.deletionProtection() : Optional.of(deletion.asBoolean()),
        retention == null ? now.backupRetentionPeriod() : Optional.of(retention.asInt()),
        iam == null ? now.iamDatabaseAuthentication() : Optional.of(iam.asBoolean()),
        now.port(),
        new DbCluster.Pending(
            retention == null ? now.pending().backupRetentionPeriod() : Optional.empty(),
            iam == null ? now.pending().iamDatabaseAuthentication() : Optional.empty(),
            now.pending().others()));
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
    for (SecurityGroupRule asked : SecurityGroupRequest.rules(change)) {
      boolean there =
          asked.id().isEmpty()
              ? now.rules().values().stream().anyMatch(rule -> Touched.alike(rule, asked))
              : now.rules().containsKey(asked.id());
      SecurityGroupRule known = now.rules().get(asked.id());
      if (known != null && known.egress()) {
        continue; // ModifySecurityGroupRules does not tell the direction.
      }
      if (!there || change.name().equals("ModifySecurityGroupRules")) {
        rules.put(asked.id().isEmpty() ? "sgr-unseen" : asked.id(), asked);
        if (now.usedBy().isEmpty() && !there) {
          uses.add(new ClusterUse("(not looked up yet)", Math.max(1, asked.fromPort())));
        }
      }
    }
    return new SecurityGroup(now.id(), rules, uses);
  }

  private static Resource principal(IamPrincipal now, ChangeEvent change) {
    String arn = change.request().path("policyArn").asText();
    var attached = new TreeMap<>(now.attached());
    if (!arn.isEmpty()) {
      attached.putIfAbsent(arn, new ManagedPolicy(arn, Optional.empty()));
    }
    return new IamPrincipal(now.id(), attached);
  }
}
