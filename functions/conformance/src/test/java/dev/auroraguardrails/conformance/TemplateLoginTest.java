package dev.auroraguardrails.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The function that looks into databases: optional, in the clusters' network, and kept to its own.
class TemplateLoginTest {
  private static final Template TEMPLATE = Template.read();

  @Test
  void withoutACaBundleThereIsNothingOfIt() {
    assertThat(Template.map(TEMPLATE.root().get("Resources")))
        .hasEntrySatisfying("LoginFunction", resource -> assertThat(resource).isNotNull())
        .allSatisfy(
            (id, resource) -> {
              if (id.startsWith("Login")) {
                assertThat(Template.map(resource).get("Condition"))
                    .as(id)
                    .isEqualTo(id.equals("LoginWritePolicy") ? "LoginEnforced" : "HasLogin");
              }
            });
  }

  @Test
  void itWorksInTheGivenSubnetsWithTheGivenBundle() {
    Map<String, Object> function =
        TEMPLATE.properties("AWS::Serverless::Function", "LoginFunction");

    assertThat(function.get("VpcConfig"))
        .isEqualTo(
            Map.of(
                "SubnetIds",
                Template.reference("LoginSubnets"),
                "SecurityGroupIds",
                Template.reference("LoginSecurityGroups")));
    assertThat(function.get("Layers")).isEqualTo(List.of(Template.reference("LoginCaLayer")));
    assertThat(function).containsEntry("AutoPublishAliasAllProperties", true);
  }

  @Test
  void itsRoleLogsInAsItsOwnUserOnlyAndWritesNothingOfTheDatabases() {
    Set<Object> actions =
        Template.list(TEMPLATE.properties("AWS::IAM::Role", "LoginRole").get("Policies")).stream()
            .map(policy -> Template.map(Template.map(policy).get("PolicyDocument")))
            .flatMap(document -> Template.list(document.get("Statement")).stream())
            .map(Template::map)
            .flatMap(statement -> Template.list(statement.get("Action")).stream())
            .filter(action -> String.valueOf(action).startsWith("rds"))
            .collect(Collectors.toSet());

    assertThat(actions).containsExactlyInAnyOrder("rds:DescribeDBClusters", "rds-db:connect");
    assertThat(TEMPLATE.properties("AWS::IAM::Role", "LoginRole").toString())
        .contains("dbuser:*/aurora_guard");
    assertThat(TEMPLATE.properties("AWS::IAM::Policy", "LoginLedgerPolicy").toString())
        .contains("LeadingKeys=[login#*]");
  }

  @Test
  void onlyWhereSomethingIsToBePutBackItMayLogInToWrite() {
    assertThat(Template.map(TEMPLATE.root().get("Parameters")).get("LoginReverts"))
        .extracting(parameter -> Template.map(parameter).get("Default"))
        .isEqualTo("");
    assertThat(TEMPLATE.properties("AWS::IAM::Role", "LoginRole").toString())
        .doesNotContain("aurora_guard_fix");
    assertThat(TEMPLATE.properties("AWS::IAM::Policy", "LoginWritePolicy").toString())
        .contains("dbuser:*/aurora_guard_fix");
  }

  @Test
  void onlyLogsOfClustersMayInvokeIt() {
    Map<String, Object> permission =
        TEMPLATE.properties("AWS::Lambda::Permission", "LoginLogsPermission");

    assertThat(permission)
        .containsEntry("Principal", "logs.amazonaws.com")
        .containsEntry("SourceAccount", Template.reference("AWS::AccountId"));
    assertThat(String.valueOf(permission.get("SourceArn")))
        .contains(":log-group:/aws/rds/cluster/*");
  }
}
