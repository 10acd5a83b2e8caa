package dev.auroraguardrails.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Which users a policy names on a cluster.
class DatabaseUsersTest {
  private static final String CLUSTER = "arn:aws:rds-db:eu-central-1:123456789012:dbuser:cluster-A";

  @Test
  void namesTheUsersOfThisCluster() throws Unjudgeable {
    assertThat(
            named(
                "rds-db:connect",
                CLUSTER + "/app",
                CLUSTER + "/app_*",
                "arn:aws:rds-db:*:*:dbuser:*/dba",
                "arn:aws:rds-db:eu-central-1:123456789012:dbuser:cluster-B/other",
                "arn:aws:rds-db:us-east-1:123456789012:dbuser:cluster-A/elsewhere"))
        .containsExactly("app", "app_*", "dba");
  }

  @Test
  void whoMayBeAnybodyNamesNobody() throws Unjudgeable {
    assertThat(named("*", "*")).isEmpty();
    assertThat(named("rds-db:*", CLUSTER + "/*", "arn:aws:rds-db:*:*:dbuser:*")).isEmpty();
  }

  @Test
  void otherActionsAreLeftAlone() throws Unjudgeable {
    assertThat(named("rds:DescribeDBClusters", CLUSTER + "/app")).isEmpty();
  }

  private static List<String> named(String action, String... resources) throws Unjudgeable {
    Policy policy =
        Policy.parse(
            """
            {"Version": "2012-10-17", "Statement":
              {"Effect": "Allow", "Action": "%s", "Resource": ["%s"]}}"""
                .formatted(action, String.join("\", \"", resources)));
    return DatabaseUsers.namedBy(policy, CLUSTER).stream().map(DatabaseUsers.Named::text).toList();
  }
}
