package dev.auroraguardrails.model;

import dev.auroraguardrails.model.Remediation.DetachPolicy;
import dev.auroraguardrails.model.Remediation.DisableHttpEndpoint;
import dev.auroraguardrails.model.Remediation.GivePolicyBack.Part;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.ModifyDbInstance;
import dev.auroraguardrails.model.Remediation.ModifySecurityGroupRules;
import dev.auroraguardrails.model.Remediation.RemoveClusterRole;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Remediation.SetClusterParameters;
import dev.auroraguardrails.model.Remediation.SetClusterParameters.Parameter;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Remediation.UnshareDbClusterSnapshot;
import dev.auroraguardrails.model.Resource.DbCluster.ClusterRole;
import dev.auroraguardrails.model.Resource.DbInstance.Monitoring;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.Resource.EncryptionKey.KeyGrant;
import dev.auroraguardrails.model.Resource.IamPrincipal.Details;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A broken state, and the call that puts it right.
public record Broken(Resource before, Remediation call) {

  private static final Monitoring OFF = new Monitoring(0, Optional.empty());
  private static final Monitoring MINUTE =
      new Monitoring(60, Optional.of("arn:aws:iam::123456789012:role/monitor"));

  /// One of each kind of remediation.
  public static List<Broken> all() {
    var cluster =
        ACluster.orders()
            .deletionProtection(false)
            .retention(1)
            .iam(Optional.of(false))
            .copyTags(Optional.of(false))
            .httpEndpoint(Optional.of(true))
            .logTypes(Set.of())
            .securityGroups(Set.of("sg-9"))
            .parameterGroup(Optional.of("soft"))
            .roles(Set.of(role("s3Export")))
            .build();
    var instance = Given.instance(true, false);
    var parameters = Given.parameters("aurora-mysql8.0", "require_secure_transport", "OFF");
    var world = Given.rule("sgr-1", "0.0.0.0/0");
    var group = Given.group(world, Given.rule("sgr-2", "10.0.0.0/8"));
    var out = Given.egress("sgr-3", "0.0.0.0/0");
    var open = Given.group(out);
    var list = Given.prefixList(3, List.of("0.0.0.0/0"), List.of("10.0.0.0/8"));
    var table = Given.routeTable(new Route("0.0.0.0/0", "igw-1"));
    var entry = Given.entry(90, true, "0.0.0.0/0");
    var acl = Given.networkAcl(entry);
    var narrow = Given.rule("sgr-1", "10.1.0.0/16");
    var policy = Given.awsPolicy("AmazonRDSFullAccess");
    var role = Given.role("developer", policy);
    var secret = Given.secret();
    var key = Given.key(EncryptionKey.ENABLED);
    String stranger = Given.letsIn("*");
    var grant =
        new KeyGrant(
            "g-1",
            "arn:aws:iam::999999999999:root",
            Set.of("Decrypt", "CreateGrant"),
            Optional.of("share"),
            Map.of("team", "shop"),
            Map.of());
    var doomed = Given.key(EncryptionKey.PENDING_DELETION);
    var inline =
        new Resource.IamPrincipal(
            Given.id(ResourceId.Kind.ROLE, "developer"),
            java.util.Map.of(),
            List.of(new Resource.IamPrincipal.InlinePolicy("ops", "{\"Statement\":[]}")),
            Optional.empty());
    var member =
        new Resource.IamPrincipal(Given.id(ResourceId.Kind.USER, "carol"), java.util.Map.of())
            .with(Details.UNKNOWN.withGroups(Optional.of(Set.of("admins"))));
    var managed = Given.managed("db/ops", "v2", Given.DESCRIBES, "role/developer");
    var snapshot = Given.snapshot("all", "210987654321");
    return List.of(
        new Broken(
            cluster,
            new ModifyDbCluster(
                cluster.id(),
                List.of(
                    new ClusterSetting.DeletionProtection(step(false, true)),
                    new ClusterSetting.BackupRetentionPeriod(step(1, 35)),
                    new ClusterSetting.IamDatabaseAuthentication(step(false, true)),
                    new ClusterSetting.CopyTagsToSnapshot(step(false, true)),
                    new ClusterSetting.LogTypes(Set.of("postgresql")),
                    new ClusterSetting.SecurityGroups(
                        step(List.of("sg-9"), List.of("sg-1", "sg-2"))),
                    new ClusterSetting.ParameterGroup(step("soft", "hardened"))),
                true)),
        new Broken(
            instance,
            new ModifyDbInstance(
                instance.id(), Optional.of(step(true, false)), Optional.of(step(false, true)))),
        new Broken(
            parameters,
            new SetClusterParameters(
                parameters.id(),
                List.of(
                    new Parameter("require_secure_transport", step("OFF", "ON")),
                    new Parameter("server_audit_logging", new Step<>(Optional.empty(), "1"))))),
        new Broken(cluster, new DisableHttpEndpoint(cluster.id())),
        new Broken(snapshot, new UnshareDbClusterSnapshot(snapshot.id(), Set.of("all"))),
        new Broken(group, new RevokeIngressRules(group.id(), List.of(world))),
        new Broken(open, new Remediation.RevokeEgressRules(open.id(), List.of(out))),
        new Broken(group, new ModifySecurityGroupRules(group.id(), List.of(step(world, narrow)))),
        new Broken(cluster, new Remediation.StartActivityStream(cluster.id(), "async", "key-1")),
        new Broken(
            Given.monitored(instance, OFF),
            new Remediation.RestoreMonitoring(instance.id(), new Step<>(Optional.of(OFF), MINUTE))),
        new Broken(
            Given.subscription(false),
            new Remediation.EnableEventSubscription(Given.subscription(false).id())),
        new Broken(
            Given.export("STARTING"),
            new Remediation.CancelExport(Given.export("STARTING").id(), Given.export("STARTING"))),
        new Broken(
            Given.integration("210987654321"),
            new Remediation.DeleteIntegration(
                Given.integration("210987654321").id(), Given.integration("210987654321"))),
        new Broken(list, new Remediation.RestorePrefixList(list.id(), 3, 2)),
        new Broken(
            table,
            new Remediation.RestoreRoute(table.id(), "0.0.0.0/0", "igw-1", Optional.empty())),
        new Broken(acl, new Remediation.RestoreAclEntry(acl.id(), entry, Optional.empty())),
        new Broken(role, new DetachPolicy(role.id(), policy.arn())),
        new Broken(doomed, new Remediation.CancelKeyDeletion(doomed.id(), 7)),
        new Broken(Given.key(EncryptionKey.DISABLED), new Remediation.EnableKey(doomed.id())),
        new Broken(
            secret.deletedAt(Optional.of(Given.NOON)),
            new Remediation.RestoreSecret(secret.id(), 7)),
        new Broken(secret, new Remediation.ResumeRotation(secret.id(), Given.weekly())),
        new Broken(
            secret.governedBy(Optional.of(stranger)),
            new Remediation.PutSecretPolicy(
                secret.id(), step(stranger, Given.letsIn("123456789012")))),
        new Broken(
            key.governedBy(Optional.of(stranger)),
            new Remediation.PutKeyPolicy(key.id(), step(stranger, Given.letsIn("123456789012")))),
        new Broken(key.with(Map.of("g-1", grant)), new Remediation.RevokeGrant(key.id(), grant)),
        new Broken(Given.logs(1), new Remediation.SetLogRetention(Given.logs(1).id(), step(1, 90))),
        new Broken(cluster, new RemoveClusterRole(cluster.id(), role("s3Export"))),
        new Broken(
            inline, new Remediation.DeleteInlinePolicy(inline.id(), "ops", "{\"Statement\":[]}")),
        new Broken(
            managed, new Remediation.SetDefaultPolicyVersion(managed.id(), step("v2", "v1"))),
        new Broken(member, new Remediation.RemoveUserFromGroup(member.id(), "admins")),
        back(
            inline, Part.INLINE, "ops", step("{\"Statement\":[]}", "{\"Version\":\"2012-10-17\"}")),
        back(inline, Part.ATTACHED, "", new Step<>(Optional.empty(), policy.arn())),
        back(inline, Part.TRUST, "", step("{\"a\":1}", "{\"b\":1}")),
        back(inline, Part.BOUNDARY, "", new Step<>(Optional.empty(), policy.arn())));
  }

  private static Broken back(
      Resource.IamPrincipal holder, Part part, String name, Step<String> value) {
    return new Broken(holder, new Remediation.GivePolicyBack(holder.id(), part, name, value));
  }

  private static ClusterRole role(String feature) {
    return new ClusterRole("arn:aws:iam::123456789012:role/export", feature);
  }

  private static <T> Step<T> step(T found, T to) {
    return new Step<>(Optional.of(found), to);
  }
}
