package dev.auroraguardrails.control.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.RemoveClusterRole;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.ClusterRole;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClusterRolesListedTest {
  private final Judge<DbCluster> judge = Judge.by(new ClusterRolesListed());

  private static final ClusterRole EXPORT =
      new ClusterRole("arn:aws:iam::123456789012:role/ops/export", "s3Export");

  @Test
  void aListedRoleIsLeftAlone() {
    judge
        .with(Given.recommended("controls: {IAM-09: {roles: [role/exp*]}}"))
        .after(gives("export"))
        .passes(with(EXPORT));
  }

  @Test
  void whatStandsIsLeftAloneWhileNoRoleIsListed() {
    judge.passes(with(EXPORT));
    judge.after(gives("another")).passes(with(EXPORT));
  }

  @Test
  void anUnlistedRoleIsTakenAwayAgain() {
    judge.with(Given.recommended("controls: {IAM-09: {roles: [role/imports]}}"));

    assertThat(judge.fixes(with(EXPORT)))
        .isEqualTo(new RemoveClusterRole(Given.cluster("orders"), EXPORT));
    assertThat(judge.blames(with(EXPORT)).subject())
        .isEqualTo("arn:aws:iam::123456789012:role/ops/export#s3Export");
  }

  @Test
  void withoutAListItIsToldWithTheCommand() {
    judge.after(gives("export"));

    assertThat(judge.doubts(with(EXPORT))).isEqualTo("the baseline lists no roles of clusters");
  }

  private static ChangeEvent gives(String name) {
    return Given.call(
        "e-1",
        "rds",
        "AddRoleToDBCluster",
        "{'dBClusterIdentifier':'orders','featureName':'s3Export',"
            + "'roleArn':'arn:aws:iam::123456789012:role/ops/"
            + name
            + "'}");
  }

  private static DbCluster with(ClusterRole role) {
    return ACluster.orders().roles(Set.of(role)).build();
  }
}
