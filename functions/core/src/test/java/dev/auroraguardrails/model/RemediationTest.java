package dev.auroraguardrails.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.ClusterSetting.LogTypes;
import dev.auroraguardrails.model.Remediation.DetachPolicy;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.ModifySecurityGroupRules;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Remediation.UnshareDbClusterSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RemediationTest {
  private static final Step<Boolean> ON = new Step<>(Optional.of(false), true);
  private static final Step<Integer> WEEK = new Step<>(Optional.of(1), 7);
  private static final ResourceId ORDERS = Given.cluster("orders");

  @Test
  void attributesOfOneClusterAreOneCall() {
    assertThat(
            Remediation.merged(
                List.of(
                    ModifyDbCluster.iamDatabaseAuthentication(ORDERS, ON, true),
                    ModifyDbCluster.deletionProtection(ORDERS, ON),
                    ModifyDbCluster.backupRetentionPeriod(ORDERS, WEEK, true))))
        .containsExactly(
            new ModifyDbCluster(
                ORDERS,
                List.of(
                    new ClusterSetting.IamDatabaseAuthentication(ON),
                    new ClusterSetting.DeletionProtection(ON),
                    new ClusterSetting.BackupRetentionPeriod(WEEK)),
                true));
  }

  @Test
  void nothingIsAppliedAtOnceThatNobodyAskedFor() {
    assertThat(
            Remediation.merged(
                List.of(
                    ModifyDbCluster.deletionProtection(ORDERS, ON),
                    ModifyDbCluster.backupRetentionPeriod(ORDERS, WEEK, false))))
        .containsExactly(
            new ModifyDbCluster(
                ORDERS,
                List.of(
                    new ClusterSetting.DeletionProtection(ON),
                    new ClusterSetting.BackupRetentionPeriod(WEEK)),
                false));
  }

  @Test
  void logTypesOfOneClusterAreOneList() {
    assertThat(
            Remediation.merged(
                List.of(
                    new ModifyDbCluster(ORDERS, new LogTypes(Set.of("audit")), false),
                    new ModifyDbCluster(ORDERS, new LogTypes(Set.of("error", "audit")), false))))
        .containsExactly(
            new ModifyDbCluster(ORDERS, new LogTypes(Set.of("audit", "error")), false));
  }

  @Test
  void twoClustersAreTwoCalls() {
    List<Remediation> two =
        List.of(
            ModifyDbCluster.deletionProtection(ORDERS, ON),
            ModifyDbCluster.deletionProtection(Given.cluster("invoices"), ON));

    assertThat(Remediation.merged(two)).isEqualTo(two);
  }

  @Test
  void rulesOfOneGroupAreOneCallAndEachIsNamedOnce() {
    var group = Given.group().id();
    var a = Given.rule("sgr-a", "0.0.0.0/1");
    var b = Given.rule("sgr-b", "128.0.0.0/1");

    assertThat(
            Remediation.merged(
                List.of(
                    new RevokeIngressRules(group, List.of(a)),
                    new RevokeIngressRules(group, List.of(b)),
                    new RevokeIngressRules(group, List.of(a)))))
        .containsExactly(new RevokeIngressRules(group, List.of(a, b)));
  }

  @Test
  void changedRulesOfOneGroupAreOneCallBesideTheRevokedOnes() {
    var group = Given.group().id();
    var a =
        new Step<>(
            Optional.of(Given.rule("sgr-a", "0.0.0.0/0")), Given.rule("sgr-a", "10.0.0.0/8"));
    var b = new Step<>(Optional.of(Given.rule("sgr-b", "::/0")), Given.rule("sgr-b", "fd00::/8"));
    var revoke = new RevokeIngressRules(group, List.of(Given.rule("sgr-c", "0.0.0.0/0")));

    assertThat(
            Remediation.merged(
                List.of(
                    new ModifySecurityGroupRules(group, List.of(a)),
                    new ModifySecurityGroupRules(group, List.of(a, b)),
                    revoke)))
        .containsExactly(new ModifySecurityGroupRules(group, List.of(a, b)), revoke);
  }

  @Test
  void accountsOfOneSnapshotAreOneCall() {
    var snapshot = Given.snapshot().id();

    assertThat(
            Remediation.merged(
                List.of(
                    new UnshareDbClusterSnapshot(snapshot, Set.of("all")),
                    new UnshareDbClusterSnapshot(snapshot, Set.of("111122223333")))))
        .containsExactly(new UnshareDbClusterSnapshot(snapshot, Set.of("all", "111122223333")));
  }

  @Test
  void policiesAreDetachedOneByOneAndEachOnce() {
    var role = Given.role("dev").id();
    var one = new DetachPolicy(role, "arn:aws:iam::aws:policy/AmazonRDSFullAccess");
    var other = new DetachPolicy(role, "arn:aws:iam::aws:policy/AdministratorAccess");

    assertThat(Remediation.merged(List.of(one, one, other))).containsExactly(one, other);
  }
}
