package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.AclEntry;
import dev.auroraguardrails.model.ClusterSetting;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.DeleteInlinePolicy;
import dev.auroraguardrails.model.Remediation.DetachPolicy;
import dev.auroraguardrails.model.Remediation.DisableHttpEndpoint;
import dev.auroraguardrails.model.Remediation.GivePolicyBack.Part;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.ModifyDbInstance;
import dev.auroraguardrails.model.Remediation.ModifySecurityGroupRules;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Remediation.SetClusterParameters;
import dev.auroraguardrails.model.Remediation.SetDefaultPolicyVersion;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Remediation.UnshareDbClusterSnapshot;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.Resource.DatabaseSecret;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Resource.DbClusterSnapshot;
import dev.auroraguardrails.model.Resource.DbInstance;
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
import dev.auroraguardrails.model.Route;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.policy.SameDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Says whether a revert can be undone: the state is still what it left, and what was before it is
/// known. Pure.
public final class Undo {
  private final List<String> hindrances = new ArrayList<>();

  private Undo() {}

  /// @return the AWS CLI commands that bring back what the remediation took away
  public static List<String> commands(Remediation remediation) {
    return AwsCli.undoes(remediation);
  }

  /// @return what of the resource has to be read for it, as an inventory takes it
  public static Set<String> parts(Remediation remediation) {
    if (remediation instanceof Remediation.RevokeGrant r) {
      return Set.of(EncryptionKey.grantPart(r.grant().id()));
    }
    if (remediation instanceof DeleteInlinePolicy d) {
      return Set.of(IamPrincipal.inlinePart(d.name()));
    }
    if (remediation instanceof Remediation.RemoveUserFromGroup g) {
      return Set.of(IamPrincipal.groupPart(g.group()));
    }
    if (remediation instanceof Remediation.GivePolicyBack g && g.part() == Part.INLINE) {
      return Set.of(IamPrincipal.inlinePart(g.name()));
    }
    return remediation instanceof DetachPolicy d ? Set.of(d.policyArn()) : Set.of();
  }

  /// @param now the resource as it stands
  /// @return what is not as the revert left it, and what is not known of the time before; empty
  ///     when it can be undone
  public static List<String> hindrances(Remediation remediation, Resource now) {
    var undo = new Undo();
    switch (remediation) {
      case ModifyDbCluster m ->
          m.settings().forEach(setting -> undo.check(setting, (DbCluster) now));
      case ModifyDbInstance m -> {
        var instance = (DbInstance) now;
        m.publiclyAccessible()
            .ifPresent(s -> undo.check("public access", s, instance.publiclyAccessible()));
        m.autoMinorVersionUpgrade()
            .ifPresent(s -> undo.check("minor upgrades", s, instance.autoMinorVersionUpgrade()));
      }
      case SetClusterParameters s -> undo.parameters(s, (DbClusterParameterGroup) now);
      case DisableHttpEndpoint d ->
          undo.check(
              "the Data API",
              new Step<>(Optional.of(true), false),
              ((DbCluster) now).httpEndpoint());
      case Remediation.RemoveClusterRole r ->
          undo.isNot(
              ((DbCluster) now).roles().contains(r.role()),
              "the cluster holds the role " + r.role().arn() + " again");
      case Remediation.StartActivityStream s ->
          undo.isNot(
              !((DbCluster) now).basics().activityStream().isOn(),
              "the activity stream is stopped again");
      case Remediation.RestoreMonitoring m ->
          undo.check("enhanced monitoring", m.monitoring(), ((DbInstance) now).monitoring());
      case Remediation.EnableEventSubscription e ->
          undo.check(
              "the subscription",
              new Step<>(Optional.of(false), true),
              ((EventSubscription) now).enabled());
      case Remediation.CancelExport c ->
          undo.isNot(((ExportTask) now).isRunning(), "the export still runs");
      case Remediation.DeleteIntegration d ->
          undo.isNot(
              !((Integration) now).status().equals("deleting"), "the integration is still there");
      case UnshareDbClusterSnapshot u -> {
        var again = new TreeSet<>(u.accounts());
        again.retainAll(((DbClusterSnapshot) now).sharedWith());
        undo.isNot(!again.isEmpty(), "the snapshot is shared again with " + again);
      }
      case RevokeIngressRules r -> undo.revoked(r.rules(), (SecurityGroup) now);
      case Remediation.RevokeEgressRules r -> undo.revoked(r.rules(), (SecurityGroup) now);
      case ModifySecurityGroupRules m -> undo.modified(m, (SecurityGroup) now);
      case Remediation.RestorePrefixList r ->
          undo.isNot(
              ((PrefixList) now).version() != r.found() + 1,
              "the list is at version %d; the revert left %d"
                  .formatted(((PrefixList) now).version(), r.found() + 1));
      case Remediation.RestoreRoute r -> {
        Optional<String> left = ((RouteTable) now).to(r.destination()).map(Route::target);
        undo.isNot(
            !left.equals(r.to()),
            "the route to %s leads to %s; the revert left %s"
                .formatted(r.destination(), left.orElse("nothing"), r.to().orElse("nothing")));
      }
      case Remediation.RestoreAclEntry r -> {
        Optional<AclEntry> left = ((NetworkAcl) now).entry(r.found().name());
        undo.isNot(
            !left.equals(r.to()),
            "the entry %s is not as the revert left it".formatted(r.found().name()));
      }
      case DetachPolicy d ->
          undo.isNot(
              ((IamPrincipal) now).attached().containsKey(d.policyArn()),
              d.policyArn() + " is attached again");
      case Remediation.CancelKeyDeletion c ->
          undo.isNot(((EncryptionKey) now).deletion().isPresent(), "the key is to be deleted");
      case Remediation.EnableKey e ->
          undo.isNot(
              !((EncryptionKey) now).state().equals(EncryptionKey.ENABLED),
              "the key is " + ((EncryptionKey) now).state());
      case Remediation.RestoreSecret r ->
          undo.isNot(
              ((DatabaseSecret) now).deletion().isPresent(), "the secret is marked for deletion");
      case Remediation.ResumeRotation r ->
          undo.isNot(
              ((DatabaseSecret) now).rotation().isEmpty(), "the secret is not rotated any more");
      case Remediation.PutKeyPolicy p -> undo.policy(p.policy(), ((EncryptionKey) now).policy());
      case Remediation.PutSecretPolicy p ->
          undo.policy(p.policy(), ((DatabaseSecret) now).policy());
      case Remediation.RevokeGrant r ->
          undo.isNot(
              ((EncryptionKey) now).grants().containsKey(r.grant().id()),
              "the grant is there again");
      case Remediation.SetLogRetention s ->
          undo.check("the retention", s.days(), Optional.of(((LogGroup) now).retentionDays()));
      case DeleteInlinePolicy d ->
          undo.isNot(
              ((IamPrincipal) now).inline(d.name()).isPresent(),
              "there is an inline policy " + d.name() + " again");
      case Remediation.RemoveUserFromGroup g ->
          undo.isNot(
              ((IamPrincipal) now)
                  .more()
                  .groups()
                  .filter(all -> all.contains(g.group()))
                  .isPresent(),
              g.target().name() + " is in " + g.group() + " again");
      case Remediation.GivePolicyBack g -> undo.givenBack(g, (IamPrincipal) now);
      case SetDefaultPolicyVersion s ->
          undo.check(
              "the version in force", s.version(), Optional.of(((IamPolicy) now).defaultVersion()));
    }
    return List.copyOf(undo.hindrances);
  }

  private void policy(Step<String> put, Optional<String> now) {
    isNot(
        !SameDocument.is(now.orElse(""), put.to()),
        "the policy is another one than the revert left");
    isNot(put.found().isEmpty(), "what the policy was is not known");
  }

  private void givenBack(Remediation.GivePolicyBack given, IamPrincipal now) {
    String to = given.value().to();
    switch (given.part()) {
      case INLINE ->
          isNot(
              now.inline(given.name()).filter(p -> SameDocument.is(p.document(), to)).isEmpty(),
              "the inline policy " + given.name() + " is not as the revert left it");
      case ATTACHED -> isNot(!now.attached().containsKey(to), to + " is not attached any more");
      case TRUST ->
          isNot(
              now.trust().filter(document -> SameDocument.is(document, to)).isEmpty()
                  || given.value().found().isEmpty(),
              "the trust policy is not as the revert left it");
      case BOUNDARY ->
          isNot(
              now.more().boundary().filter(policy -> policy.arn().equals(to)).isEmpty(),
              "the permissions boundary is not as the revert left it");
    }
  }

  private void check(ClusterSetting setting, DbCluster now) {
    var pending = now.pending();
    switch (setting) {
      case ClusterSetting.DeletionProtection s ->
          check("deletion protection", s.step(), now.deletionProtection());
      case ClusterSetting.BackupRetentionPeriod s ->
          check(
              "the backup retention",
              s.step(),
              pending.backupRetentionPeriod().or(now::backupRetentionPeriod));
      case ClusterSetting.IamDatabaseAuthentication s ->
          check(
              "IAM database authentication",
              s.step(),
              pending.iamDatabaseAuthentication().or(now::iamDatabaseAuthentication));
      case ClusterSetting.CopyTagsToSnapshot s ->
          check("copying tags to snapshots", s.step(), now.copyTagsToSnapshot());
      case ClusterSetting.LogTypes s ->
          isNot(
              !now.logTypesToCome().containsAll(s.on()),
              "the exported logs are " + now.logTypesToCome());
      case ClusterSetting.SecurityGroups s ->
          check(
              "the security groups",
              s.step(),
              Optional.of(now.securityGroups().stream().sorted().toList()));
      case ClusterSetting.ParameterGroup s ->
          check("the parameter group", s.step(), now.parameterGroup());
    }
  }

  private void parameters(SetClusterParameters set, DbClusterParameterGroup now) {
    for (SetClusterParameters.Parameter one : set.parameters()) {
      Optional<String> value = Optional.ofNullable(now.values().get(one.name()));
      isNot(
          !value.equals(one.shown()),
          "%s is %s; the revert left %s"
              .formatted(one.name(), value.orElse("not set"), one.shown().orElse("not set")));
    }
  }

  private void revoked(List<SecurityGroupRule> revoked, SecurityGroup now) {
    for (SecurityGroupRule rule : revoked) {
      now.rules().values().stream()
          .filter(rule::isLike)
          .forEach(same -> isNot(true, "there is such a rule again, " + same.id()));
    }
  }

  private void modified(ModifySecurityGroupRules modify, SecurityGroup now) {
    for (Step<SecurityGroupRule> step : modify.rules()) {
      Optional<SecurityGroupRule> rule = Optional.ofNullable(now.rules().get(step.to().id()));
      isNot(step.found().isEmpty(), "what rule " + step.to().id() + " was is not known");
      isNot(
          rule.filter(step.to()::isLike).isEmpty(),
          "rule %s is %s"
              .formatted(
                  step.to().id(),
                  rule.map(r -> r.ports() + " from " + r.source()).orElse("not there")));
    }
  }

  private <T> void check(String what, Step<T> step, Optional<T> now) {
    isNot(
        !now.equals(Optional.of(step.to())),
        "%s is %s; the revert left %s".formatted(what, words(now), words(Optional.of(step.to()))));
    isNot(step.found().isEmpty(), "what " + what + " was is not known");
  }

  private static String words(Optional<?> value) {
    return value
        .map(v -> v instanceof Boolean on ? (on ? "on" : "off") : v.toString())
        .orElse("unknown");
  }

  private void isNot(boolean wrong, String hindrance) {
    if (wrong) {
      hindrances.add(hindrance);
    }
  }
}
