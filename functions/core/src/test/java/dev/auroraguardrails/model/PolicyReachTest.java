package dev.auroraguardrails.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReachTest {

  @ParameterizedTest
  @CsvSource({
    "AmazonRDSFullAccess, RDS_ONLY",
    "AdministratorAccess, MIXED",
    "PowerUserAccess, MIXED",
    "AmazonRDSReadOnlyAccess, LITTLE",
    "ReadOnlyAccess, LITTLE",
  })
  void awsPoliciesAreKnownByName(String name, PolicyReach reach) {
    assertThat(PolicyReach.of(Given.awsPolicy(name))).isEqualTo(reach);
  }

  @Test
  void aCustomersPolicyWithThatNameIsNotAws() {
    var imposter =
        new ManagedPolicy("arn:aws:iam::123456789012:policy/ReadOnlyAccess", Optional.empty());

    assertThat(PolicyReach.of(imposter)).isEqualTo(PolicyReach.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Action':'rds:*','Resource':'*'",
        "'Action':'RDS:Modify*','Resource':['*']",
        "'Action':['rds:DeleteDBCluster','pi:*'],'Resource':'arn:aws:rds:*:*:cluster:*'",
        "'Action':'rds:*DBCluster?napshotAttribute','Resource':'*'",
        "'Action':'rds:*','NotResource':'arn:aws:rds:*:*:cluster:orders'",
        "'Action':'rds-db:connect','Resource':'*'",
      })
  void whatIsOnlyAboutRdsIsRdsOnly(String statement) {
    assertThat(allow(statement)).isEqualTo(PolicyReach.RDS_ONLY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Action':'*','Resource':'*'",
        "'Action':['rds:*','s3:*'],'Resource':'*'",
        "'NotAction':'iam:*','Resource':'*'",
        "'NotAction':['rds:*','rds-db:*'],'Resource':'*'",
        "'Action':'iam:PutRolePolicy','Resource':'*'",
        "'Action':'rds:*','Resource':'*','Condition':{'Bool':{'aws:MultiFactorAuthPresent':'true'}}",
      })
  void whatGivesMoreOrUnderAConditionIsMixed(String statement) {
    assertThat(allow(statement)).isEqualTo(PolicyReach.MIXED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Action':'rds:Describe*','Resource':'*'",
        "'Action':'s3:*','Resource':'*'",
        "'NotAction':['rds:*','rds-db:*','rds-data:*','iam:*','secretsmanager:*','ram:*'],"
            + "'Resource':'*'",
        "'Action':'rds:*','Resource':'arn:aws:rds:eu-central-1:123456789012:cluster:orders'",
      })
  void whatDoesNotAdministerAnyClusterIsLittle(String statement) {
    assertThat(allow(statement)).isEqualTo(PolicyReach.LITTLE);
  }

  @Test
  void aCertainDenyInTheDocumentNarrows() {
    assertThat(
            reach(
                "{'Statement':[{'Effect':'Allow','Action':'rds:*','Resource':'*'},"
                    + "{'Effect':'Deny','Action':'rds:*','Resource':'*'}]}"))
        .isEqualTo(PolicyReach.LITTLE);
  }

  @Test
  void aDenyUnderAConditionNeverNarrows() {
    assertThat(
            reach(
                "{'Statement':[{'Effect':'Allow','Action':'rds:*','Resource':'*'},"
                    + "{'Effect':'Deny','Action':'rds:*','Resource':'*',"
                    + "'Condition':{'Bool':{'aws:MultiFactorAuthPresent':'false'}}}]}"))
        .isEqualTo(PolicyReach.RDS_ONLY);
  }

  @Test
  void aDenyAloneGivesNothing() {
    assertThat(reach("{'Statement':{'Effect':'Deny','Action':'rds:*','Resource':'*'}}"))
        .isEqualTo(PolicyReach.LITTLE);
  }

  @Test
  void aSecondStatementMakesItMixed() {
    assertThat(
            reach(
                "{'Statement':[{'Effect':'Allow','Action':'rds:*','Resource':'*'},"
                    + "{'Effect':'Allow','Action':'s3:GetObject','Resource':'*'}]}"))
        .isEqualTo(PolicyReach.MIXED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "{} {}",
        "{'Statement':[]}",
        "{'Statement':[{'Action':'s3:*','Resource':'*'}]}",
        "{'Statement':[{'Effect':'Allow','Resource':'*'}]}",
        "{'Statement':[{'Effect':'Allow','Action':'s3:*','Action':'rds:*','Resource':'*'}]}",
      })
  void whatCannotBeJudgedIsUnknown(String document) {
    assertThat(reach(document)).isEqualTo(PolicyReach.UNKNOWN);
  }

  private static PolicyReach allow(String statement) {
    return reach("{'Statement':[{'Effect':'Allow'," + statement + "}]}");
  }

  private static PolicyReach reach(String document) {
    return PolicyReach.of(Given.policy(document));
  }
}
