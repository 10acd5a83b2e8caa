package dev.auroraguardrails.model;

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
  record ModifyDbCluster(
      ResourceId target,
      Optional<Step<Boolean>> deletionProtection,
      Optional<Step<Integer>> backupRetentionPeriod,
      Optional<Step<Boolean>> iamDatabaseAuthentication,
      boolean applyImmediately)
      implements Remediation {

    public static ModifyDbCluster deletionProtection(ResourceId target, Step<Boolean> step) {
      return new ModifyDbCluster(
          target, Optional.of(step), Optional.empty(), Optional.empty(), false);
    }

    public static ModifyDbCluster backupRetentionPeriod(
        ResourceId target, Step<Integer> step, boolean applyImmediately) {
      return new ModifyDbCluster(
          target, Optional.empty(), Optional.of(step), Optional.empty(), applyImmediately);
    }

    public static ModifyDbCluster iamDatabaseAuthentication(
        ResourceId target, Step<Boolean> step, boolean applyImmediately) {
      return new ModifyDbCluster(
          target, Optional.empty(), Optional.empty(), Optional.of(step), applyImmediately);
    }

    ModifyDbCluster and(ModifyDbCluster other) {
      return new ModifyDbCluster(
          target,
          deletionProtection.or(other::deletionProtection),
          backupRetentionPeriod.or(other::backupRetentionPeriod),
          iamDatabaseAuthentication.or(other::iamDatabaseAuthentication),
          applyImmediately || other.applyImmediately);
    }
  }

  /// Takes accounts off the list of those that may restore a cluster snapshot.
  @Calls(value = "rds:ModifyDBClusterSnapshotAttribute", by = Family.RDS)
  record UnshareDbClusterSnapshot(ResourceId target, Set<String> accounts) implements Remediation {
    public UnshareDbClusterSnapshot {
      accounts = java.util.Collections.unmodifiableSet(new TreeSet<>(accounts));
    }
  }

  /// Revokes ingress rules by their ids, which cannot hit another rule.
  @Calls(value = "ec2:RevokeSecurityGroupIngress", by = Family.NETWORK)
  record RevokeIngressRules(ResourceId target, List<SecurityGroupRule> rules)
      implements Remediation {
    public RevokeIngressRules {
      rules = List.copyOf(rules);
    }
  }

  /// Detaches one managed policy from a role, user or group.
  @Calls(
      value = {"iam:DetachRolePolicy", "iam:DetachUserPolicy", "iam:DetachGroupPolicy"},
      by = Family.IAM)
  record DetachPolicy(ResourceId target, String policyArn) implements Remediation {}

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
      case DetachPolicy a -> a.equals(next) ? Optional.of(a) : Optional.empty();
    };
  }
}
