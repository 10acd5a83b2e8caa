package dev.auroraguardrails.model;

import dev.auroraguardrails.model.Resource.DatabaseSecret;
import dev.auroraguardrails.model.Resource.DbCluster.ClusterRole;
import dev.auroraguardrails.model.Resource.DbInstance.Monitoring;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.Resource.ExportTask;
import dev.auroraguardrails.model.Resource.Integration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One corrective AWS call as data: all that is needed to make it, to print it, and to undo it.
public sealed interface Remediation {

  ResourceId target();

  /// Puts attributes of a DB cluster back by one ModifyDBCluster.
  ///
  /// @param applyImmediately the request's flag; never set while something is pending that the
  /// event     did not set, since it would apply that too
  @Calls(value = "rds:ModifyDBCluster", by = Family.RDS)
  record ModifyDbCluster(ResourceId target, List<ClusterSetting> settings, boolean applyImmediately)
      implements Remediation {
    public ModifyDbCluster {
      settings = List.copyOf(settings);
    }

    public ModifyDbCluster(ResourceId target, ClusterSetting setting, boolean applyImmediately) {
      this(target, List.of(setting), applyImmediately);
    }

    public static ModifyDbCluster deletionProtection(ResourceId target, Step<Boolean> step) {
      return new ModifyDbCluster(target, new ClusterSetting.DeletionProtection(step), false);
    }

    public static ModifyDbCluster backupRetentionPeriod(
        ResourceId target, Step<Integer> step, boolean applyImmediately) {
      return new ModifyDbCluster(
          target, new ClusterSetting.BackupRetentionPeriod(step), applyImmediately);
    }

    public static ModifyDbCluster iamDatabaseAuthentication(
        ResourceId target, Step<Boolean> step, boolean applyImmediately) {
      return new ModifyDbCluster(
          target, new ClusterSetting.IamDatabaseAuthentication(step), applyImmediately);
    }

    ModifyDbCluster and(ModifyDbCluster other) {
      return new ModifyDbCluster(
          target,
          ClusterSetting.merged(settings, other.settings),
          applyImmediately || other.applyImmediately);
    }
  }

  /// Puts settings of a DB instance back. It never sets ApplyImmediately, which would apply
  /// whatever else is pending: these settings change at once without it
  /// (https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html).
  @Calls(value = "rds:ModifyDBInstance", by = Family.RDS)
  record ModifyDbInstance(
      ResourceId target,
      Optional<Step<Boolean>> publiclyAccessible,
      Optional<Step<Boolean>> autoMinorVersionUpgrade)
      implements Remediation {
    public static ModifyDbInstance publiclyAccessible(ResourceId target, Step<Boolean> step) {
      return new ModifyDbInstance(target, Optional.of(step), Optional.empty());
    }

    public static ModifyDbInstance autoMinorVersionUpgrade(ResourceId target, Step<Boolean> step) {
      return new ModifyDbInstance(target, Optional.empty(), Optional.of(step));
    }

    ModifyDbInstance and(ModifyDbInstance other) {
      return new ModifyDbInstance(
          target,
          publiclyAccessible.or(other::publiclyAccessible),
          autoMinorVersionUpgrade.or(other::autoMinorVersionUpgrade));
    }
  }

  /// Sets parameters of a DB cluster parameter group, 20 with each call as AWS allows, or gives
  /// them the family's default back. Nothing is rebooted for those that wait for a reboot.
  @Calls(
      value = {"rds:ModifyDBClusterParameterGroup", "rds:ResetDBClusterParameterGroup"},
      by = Family.RDS)
  record SetClusterParameters(ResourceId target, List<Parameter> parameters)
      implements Remediation {
    public SetClusterParameters {
      parameters = List.copyOf(parameters);
    }

    /// One parameter.
    ///
    /// @param value from what was found, empty for the family's default, to what is put back, an
    ///     empty text for the family's default
    public record Parameter(String name, Step<String> value) {
      /// @return what a read shows afterwards of what was set by hand
      public Optional<String> shown() {
        return Optional.of(value.to()).filter(set -> !set.isEmpty());
      }
    }

    /// @return the parameters in as many lists as calls are needed
    public static <T> List<List<T>> batches(List<T> parameters) {
      var batches = new java.util.ArrayList<List<T>>();
      for (int from = 0; from < parameters.size(); from += 20) {
        batches.add(parameters.subList(from, Math.min(from + 20, parameters.size())));
      }
      return batches;
    }

    SetClusterParameters and(SetClusterParameters other) {
      var all = new java.util.LinkedHashSet<>(parameters);
      all.addAll(other.parameters);
      return new SetClusterParameters(target, List.copyOf(all));
    }
  }

  /// Switches the Data API of a cluster off.
  @Calls(value = "rds:DisableHttpEndpoint", by = Family.RDS)
  record DisableHttpEndpoint(ResourceId target) implements Remediation {}

  /// Takes an IAM role away from a cluster. IAM asks for the right to pass the role, too
  /// (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html).
  @Calls(
      value = {"rds:RemoveRoleFromDBCluster", "iam:PassRole"},
      by = Family.RDS)
  record RemoveClusterRole(ResourceId target, ClusterRole role) implements Remediation {}

  /// Takes accounts off the list of those that may restore a cluster snapshot.
  @Calls(value = "rds:ModifyDBClusterSnapshotAttribute", by = Family.RDS)
  record UnshareDbClusterSnapshot(ResourceId target, Set<String> accounts) implements Remediation {
    public UnshareDbClusterSnapshot {
      accounts = java.util.Collections.unmodifiableSet(new TreeSet<>(accounts));
    }
  }

  /// Starts the activity stream of a cluster as it was.
  @Calls(value = "rds:StartActivityStream", by = Family.RDS)
  record StartActivityStream(ResourceId target, String mode, String key) implements Remediation {}

  /// Gives a DB instance its enhanced monitoring back, which changes at once without
  /// ApplyImmediately. RDS wants to be passed the role.
  @Calls(
      value = {"rds:ModifyDBInstance", "iam:PassRole"},
      by = Family.RDS)
  record RestoreMonitoring(ResourceId target, Step<Monitoring> monitoring) implements Remediation {}

  /// Switches a subscription to RDS events on.
  @Calls(value = "rds:ModifyEventSubscription", by = Family.RDS)
  record EnableEventSubscription(ResourceId target) implements Remediation {}

  /// Stops an export to S3.
  ///
  /// @param export what was stopped, to begin it again
  @Calls(value = "rds:CancelExportTask", by = Family.RDS)
  record CancelExport(ResourceId target, ExportTask export) implements Remediation {}

  /// Ends a zero-ETL integration.
  ///
  /// @param integration what was ended, to make it again
  @Calls(value = "rds:DeleteIntegration", by = Family.RDS)
  record DeleteIntegration(ResourceId target, Integration integration) implements Remediation {}

  /// Revokes ingress rules by their ids, which cannot hit another rule.
  @Calls(value = "ec2:RevokeSecurityGroupIngress", by = Family.NETWORK)
  record RevokeIngressRules(ResourceId target, List<SecurityGroupRule> rules)
      implements Remediation {
    public RevokeIngressRules {
      rules = List.copyOf(rules);
    }
  }

  /// Revokes egress rules by their ids.
  @Calls(value = "ec2:RevokeSecurityGroupEgress", by = Family.NETWORK)
  record RevokeEgressRules(ResourceId target, List<SecurityGroupRule> rules)
      implements Remediation {
    public RevokeEgressRules {
      rules = List.copyOf(rules);
    }
  }

  /// Gives rules of a security group their earlier form back, under the same ids.
  @Calls(value = "ec2:ModifySecurityGroupRules", by = Family.NETWORK)
  record ModifySecurityGroupRules(ResourceId target, List<Step<SecurityGroupRule>> rules)
      implements Remediation {
    public ModifySecurityGroupRules {
      rules = List.copyOf(rules);
    }
  }

  /// Restores an earlier version of a prefix list, as a new version. EC2 refuses it where the
  /// list is not at the version that was found.
  ///
  /// @param found the version that was found
  /// @param to the version whose entries are put back
  @Calls(value = "ec2:RestoreManagedPrefixListVersion", by = Family.NETWORK, onlyFor = "NET-05")
  record RestorePrefixList(ResourceId target, long found, long to) implements Remediation {}

  /// Gives a route its earlier target back, or takes it away.
  ///
  /// @param found the target that was found
  /// @param to the target that is put back; empty where there was no such route
  @Calls(
      value = {"ec2:DeleteRoute", "ec2:ReplaceRoute"},
      by = Family.NETWORK,
      onlyFor = "NET-13")
  record RestoreRoute(ResourceId target, String destination, String found, Optional<String> to)
      implements Remediation {}

  /// Gives an entry of a network ACL its earlier form back, or takes it away.
  ///
  /// @param found the entry that was found
  /// @param to the entry that is put back, with the same name; empty where there was none
  @Calls(
      value = {"ec2:DeleteNetworkAclEntry", "ec2:ReplaceNetworkAclEntry"},
      by = Family.NETWORK,
      onlyFor = "NET-14")
  record RestoreAclEntry(ResourceId target, AclEntry found, Optional<AclEntry> to)
      implements Remediation {}

  /// Detaches one managed policy from a role, user or group.
  @Calls(
      value = {"iam:DetachRolePolicy", "iam:DetachUserPolicy", "iam:DetachGroupPolicy"},
      by = Family.IAM)
  record DetachPolicy(ResourceId target, String policyArn) implements Remediation {}

  /// Keeps a KMS key that was to be deleted. It is disabled afterwards, whatever it was before
  /// (https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html).
  ///
  /// @param days the waiting period that the deletion was scheduled with, 7 to 30
  @Calls(value = "kms:CancelKeyDeletion", by = Family.ADJACENT)
  record CancelKeyDeletion(ResourceId target, int days) implements Remediation {}

  /// Lets a KMS key be used again.
  @Calls(value = "kms:EnableKey", by = Family.ADJACENT)
  record EnableKey(ResourceId target) implements Remediation {}

  /// Deletes one inline policy of a role, user or group.
  ///
  /// @param document what it said, so that it can be undone
  @Calls(
      value = {"iam:DeleteRolePolicy", "iam:DeleteUserPolicy", "iam:DeleteGroupPolicy"},
      by = Family.IAM)
  record DeleteInlinePolicy(ResourceId target, String name, String document)
      implements Remediation {}

  /// Makes an earlier version of a customer managed policy the one in force again. The version that
  /// was in force stays.
  ///
  /// @param target the policy
  @Calls(value = "iam:SetDefaultPolicyVersion", by = Family.IAM)
  record SetDefaultPolicyVersion(ResourceId target, Step<String> version) implements Remediation {}

  /// Takes a user out of a group.
  @Calls(value = "iam:RemoveUserFromGroup", by = Family.IAM)
  record RemoveUserFromGroup(ResourceId target, String group) implements Remediation {}

  /// Gives a principal a policy back.
  ///
  /// @param part what kind of policy
  /// @param name the name of an inline policy; empty for the other parts
  /// @param value from the document or ARN that was found, empty where there was none, to the one
  ///     that is put back
  @Calls(
      value = {
        "iam:PutRolePolicy",
        "iam:PutUserPolicy",
        "iam:PutGroupPolicy",
        "iam:AttachRolePolicy",
        "iam:AttachUserPolicy",
        "iam:AttachGroupPolicy",
        "iam:UpdateAssumeRolePolicy",
        "iam:PutRolePermissionsBoundary",
        "iam:PutUserPermissionsBoundary"
      },
      by = Family.IAM,
      restoring = true)
  record GivePolicyBack(ResourceId target, Part part, String name, Step<String> value)
      implements Remediation {
    /// What kind of policy of a principal.
    public enum Part {
      /// A document, by its name.
      INLINE,
      /// An ARN.
      ATTACHED,
      /// A document.
      TRUST,
      /// An ARN.
      BOUNDARY
    }
  }

  /// Keeps a secret that was marked for deletion.
  ///
  /// @param days the recovery window that it was deleted with, 7 to 30
  @Calls(value = "secretsmanager:RestoreSecret", by = Family.ADJACENT)
  record RestoreSecret(ResourceId target, int days) implements Remediation {}

  /// Has a secret rotated again as it was, and not at once: whoever logs in with it now goes on.
  /// The rotation's function is tried by its test step, as its caller
  /// (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html).
  @Calls(
      value = {"secretsmanager:RotateSecret", "lambda:InvokeFunction"},
      by = Family.ADJACENT,
      onlyFor = "LOGIN-06")
  record ResumeRotation(ResourceId target, DatabaseSecret.Rotation rotation)
      implements Remediation {}

  /// Puts the policy of a KMS key back.
  ///
  /// @param policy from the document that was found to the one that is put back
  @Calls(value = "kms:PutKeyPolicy", by = Family.ADJACENT, onlyFor = "IAM-17")
  record PutKeyPolicy(ResourceId target, Step<String> policy) implements Remediation {}

  /// Puts the policy of a secret back.
  ///
  /// @param policy from the document that was found to the one that is put back; an empty text is
  ///     no policy
  @Calls(
      value = {"secretsmanager:PutResourcePolicy", "secretsmanager:DeleteResourcePolicy"},
      by = Family.ADJACENT,
      onlyFor = "IAM-16")
  record PutSecretPolicy(ResourceId target, Step<String> policy) implements Remediation {}

  /// Takes a grant of a KMS key back, by its id, which cannot hit another.
  @Calls(value = "kms:RevokeGrant", by = Family.ADJACENT, onlyFor = "IAM-17")
  record RevokeGrant(ResourceId target, EncryptionKey.KeyGrant grant) implements Remediation {}

  /// Has the events of a log group kept as long as before.
  ///
  /// @param days 0 is for ever
  @Calls(
      value = {"logs:PutRetentionPolicy", "logs:DeleteRetentionPolicy"},
      by = Family.ADJACENT)
  record SetLogRetention(ResourceId target, Step<Integer> days) implements Remediation {}

  /// From the value that was found to the one that is put back.
  ///
  /// @param found the value when the resource was read; empty when it was unknown
  record Step<T>(Optional<T> found, T to) {}

  /// Joins the remediations that AWS can carry out in one call.
  ///
  /// @param all remediations, in the order of the controls
  /// @return the same work in as few calls as possible
  static List<Remediation> merged(List<Remediation> all) {
    var result = new java.util.ArrayList<Remediation>();
    for (Remediation next : all) {
      int last = result.size() - 1;
      Optional<Remediation> joined =
          last < 0 ? Optional.empty() : result.get(last).joinedWith(next);
      if (joined.isPresent()) {
        result.set(last, joined.get());
      } else {
        result.add(next);
      }
    }
    return List.copyOf(result);
  }

  private Optional<Remediation> joinedWith(Remediation next) {
    if (!target().equals(next.target())) {
      return Optional.empty();
    }
    return switch (this) {
      case ModifyDbCluster a ->
          next instanceof ModifyDbCluster b ? Optional.of(a.and(b)) : Optional.empty();
      case ModifyDbInstance a ->
          next instanceof ModifyDbInstance b ? Optional.of(a.and(b)) : Optional.empty();
      case SetClusterParameters a ->
          next instanceof SetClusterParameters b ? Optional.of(a.and(b)) : Optional.empty();
      case DisableHttpEndpoint a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case RemoveClusterRole a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case StartActivityStream a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case RestoreMonitoring a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case EnableEventSubscription a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case CancelExport a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case DeleteIntegration a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case UnshareDbClusterSnapshot a -> {
        if (!(next instanceof UnshareDbClusterSnapshot b)) {
          yield Optional.empty();
        }
        var accounts = new TreeSet<>(a.accounts());
        accounts.addAll(b.accounts());
        yield Optional.of(new UnshareDbClusterSnapshot(target(), accounts));
      }
      case RevokeIngressRules a -> {
        if (!(next instanceof RevokeIngressRules b)) {
          yield Optional.empty();
        }
        var rules = new java.util.LinkedHashSet<>(a.rules());
        rules.addAll(b.rules());
        yield Optional.of(new RevokeIngressRules(target(), List.copyOf(rules)));
      }
      case RevokeEgressRules a -> {
        if (!(next instanceof RevokeEgressRules b)) {
          yield Optional.empty();
        }
        var rules = new java.util.LinkedHashSet<>(a.rules());
        rules.addAll(b.rules());
        yield Optional.of(new RevokeEgressRules(target(), List.copyOf(rules)));
      }
      case ModifySecurityGroupRules a -> {
        if (!(next instanceof ModifySecurityGroupRules b)) {
          yield Optional.empty();
        }
        var rules = new java.util.LinkedHashSet<>(a.rules());
        rules.addAll(b.rules());
        yield Optional.of(new ModifySecurityGroupRules(target(), List.copyOf(rules)));
      }
      case RestorePrefixList a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case RestoreRoute a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case RestoreAclEntry a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case DetachPolicy a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case CancelKeyDeletion a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case EnableKey a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case RestoreSecret a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case ResumeRotation a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case PutKeyPolicy a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case PutSecretPolicy a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case RevokeGrant a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case SetLogRetention a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case DeleteInlinePolicy a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case SetDefaultPolicyVersion a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case RemoveUserFromGroup a -> a.equals(next) ? Optional.of(a) : Optional.empty();
      case GivePolicyBack a -> a.equals(next) ? Optional.of(a) : Optional.empty();
    };
  }
}
