package dev.auroraguardrails.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.policy.Judgement.Level;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {
  private static final Surroundings OURS =
      new Surroundings(
          Optional.of("123456789012"),
          List.of("eu-central-1", "eu-west-1"),
          List.of("dba"),
          List.of(),
          List.of("444455556666"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'Action':'*','Resource':'*'                                     | S1 S2 S3 S4 S5 S6",
        "'Action':'rds:*','Resource':'*'                                 | S1 S2 S3 S4 S6",
        "'Action':'r*','Resource':'*'                                    | S1 S2 S3 S4 S6",
        "'Action':'RDS:deletedbcluster','Resource':'*'                   | S1",
        "'Action':'rds:?topDBCluster','Resource':'arn:aws:rds:*:*:*'     | S1",
        "'Action':'rds:StopDBCluster','Resource':'arn:aws:rds:*:*:cluster:*'                      | S1",
        "'Action':'rds:StopDBCluster','Resource':'arn:aws:rds:eu-west-1:123456789012:cluster:*'   | S1",
        "'Action':'rds:ModifyDBInstance','NotResource':'arn:aws:rds:*:*:db:prod-*'                | S2",
        "'Action':'rds:ModifyCertificates','Resource':'*'                | S2",
        "'Action':'rds:ModifyDBCluster*','Resource':'arn:aws:rds:*:*:cluster*:*'                  | S2 S3 S4 S6",
        "'Action':'rds:StartExportTask','Resource':'*'                   | S3",
        "'Action':'rds-data:*','Resource':'*'                            | S4",
        "'Action':'rds-db:connect','Resource':'*'                        | S4",
        "'Action':'rds-db:connect','Resource':'arn:aws:rds-db:*:*:dbuser:*/*'                     | S4",
        "'Action':'rds-db:connect','Resource':'arn:aws:rds-db:*:*:dbuser:cluster-ABC/*'           | S4",
        "'Action':'rds-db:connect','Resource':'arn:aws:rds-db:*:*:dbuser:cluster-ABC/admin'       | S4",
        "'Action':'rds-db:connect','Resource':'arn:aws:rds-db:*:*:dbuser:cluster-ABC/d?a'         | S4",
        "'Action':'rds-db:connect','Resource':'arn:aws:rds-db:*:*:dbuser:*/postgres'              | S4",
        "'Action':'secretsmanager:GetSecretValue','Resource':'*'         | S4",
        "'Action':'secretsmanager:*','Resource':'arn:aws:secretsmanager:*:*:secret:rds!*'         | S4",
        "'Action':'iam:Put*','Resource':'*'                              | S5",
        "'Action':'iam:PassRole','Resource':'*'                          | S5",
        "'Action':'rds:StopActivityStream','Resource':'*'                | S6",
        "'NotAction':'iam:*','Resource':'*'                              | S1 S2 S3 S4 S6",
        "'NotAction':['rds:*','rds-db:*'],'Resource':'*'                 | S3 S4 S5",
      })
  void whatIsGrantedOnResourcesThatNobodyNamedIsTooMuch(String statement, String dangers) {
    Judgement judgement = judge("{'Effect':'Allow'," + statement + "}");

    assertThat(judgement.level()).isEqualTo(Level.VIOLATION);
    assertThat(judgement.dangers().stream().map(Danger::id)).containsExactly(dangers.split(" "));
    assertThat(judgement.why()).allMatch(why -> why.startsWith("statement 1 allows"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'Action':'rds:*','Resource':'arn:aws:rds:*:*:cluster:dev-*'",
        "'Action':'rds:*','Resource':'arn:aws:rds:*:*:cluster:z*'",
        "'Action':'rds:*','Resource':'arn:aws:rds:eu-west-1:123456789012:cluster:orders'",
        "'Action':'rds-db:connect','Resource':'arn:aws:rds-db:*:*:dbuser:cluster-ABC/app'",
        "'Action':'rds-db:connect','Resource':'arn:aws:rds-db:*:*:dbuser:*/app'",
        "'Action':'rds:*','Resource':'*','Condition':{'StringEquals':{'aws:ResourceTag/team':'a'}}",
        "'Action':'rds:*','Resource':'*','Condition':{'StringLike':{'rds:cluster-tag/team':'a*'}}",
      })
  void whatIsNamedOrNarrowedByATagIsScoped(String statement) {
    assertThat(judge("{'Effect':'Allow'," + statement + "}").level()).isEqualTo(Level.SCOPED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'StringLike':{'aws:ResourceTag/team':'*'}}",
        "{'StringEqualsIfExists':{'aws:ResourceTag/team':'a'}}",
        "{'StringNotEquals':{'aws:ResourceTag/team':'a'}}",
        "{'ForAllValues:StringEquals':{'aws:ResourceTag/team':'a'}}",
        "{'StringEquals':{'aws:RequestedRegion':'eu-west-1'}}",
        "{'StringEquals':{'rds:DatabaseEngine':'mysql'}}",
        "{'StringEquals':{'aws:RequestTag/team':'a'}}",
        "{'Bool':{'aws:MultiFactorAuthPresent':'true'}}",
        "{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}",
        "{'ForAnyValue:StringEquals':{'aws:CalledVia':'cloudformation.amazonaws.com'}}",
      })
  void otherConditionsDoNotNarrow(String condition) {
    Judgement judgement =
        judge("{'Effect':'Allow','Action':'rds:*','Resource':'*','Condition':" + condition + "}");

    assertThat(judgement.level()).isEqualTo(Level.VIOLATION);
    assertThat(judgement.why().getFirst()).contains("its condition does not name resources");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'Action':['rds:Describe*','rds:List*'],'Resource':'*'",
        "'Action':'s3:*','Resource':'*'",
        "'Action':'rds:ModifyDBCluster','Resource':'arn:aws:secretsmanager:*:*:secret:*'",
        "'Action':'rds:ModifyDBCluster','Resource':'arn:aws:rds:*:*:pg:*'",
        "'Action':'rds:AddRoleToDBCluster','Resource':'*'",
        "'Action':'rds:CreateDBProxy','Resource':'*'",
        "'Action':'iam:PassRole','Resource':'arn:aws:iam::123456789012:role/app'",
        "'Action':'kms:Decrypt','Resource':'*'",
        "'Action':'rds:ſtopDBCluster','Resource':'*'",
        "'Action':'secretsmanager:GetSecretValue','Resource':'arn:aws:secretsmanager:*:*:secret:app-*'",
      })
  void whatDoesNotReachAuroraIsNothing(String statement) {
    assertThat(judge("{'Effect':'Allow'," + statement + "}").level()).isEqualTo(Level.NONE);
  }

  @Test
  void readingLogsAloneIsToldAndNoViolation() {
    Judgement judgement = judge("{'Effect':'Allow','Action':'rds:Download*','Resource':'*'}");

    assertThat(judgement.level()).isEqualTo(Level.NONE);
    assertThat(judgement.why()).containsExactly("statement 1 allows to read database logs");
  }

  @Test
  void aRoleToPassMakesMoreOfWhatTakesOne() {
    String pass = "{'Effect':'Allow','Action':'iam:PassRole','Resource':'*'CONDITION}";
    String add = "{'Effect':'Allow','Action':'rds:AddRoleToDBCluster','Resource':'*'}";

    assertThat(judge(pass.replace("CONDITION", "") + "," + add).granted())
        .containsExactly("iam:PassRole", "rds:AddRoleToDBCluster");
    assertThat(
            judge(
                    pass.replace(
                            "CONDITION",
                            ",'Condition':{'StringEquals':{'iam:PassedToService':'ec2.amazonaws.com'}}")
                        + ","
                        + add)
                .level())
        .isEqualTo(Level.NONE);
  }

  @Test
  void aCertainDenyInTheSameDocumentNarrowsAndADoubtfulOneDoesNot() {
    String allow = "{'Effect':'Allow','Action':'rds:StopDBCluster','Resource':'*'},";
    String deny = "{'Effect':'Deny','Action':'rds:Stop*','Resource':'*'";

    assertThat(judge(allow + deny + "}").level()).isEqualTo(Level.NONE);
    assertThat(
            judge(allow + deny + ",'Condition':{'StringNotEquals':{'aws:ResourceTag/open':'yes'}}}")
                .level())
        .isEqualTo(Level.VIOLATION);
  }

  @Test
  void statementsThatNarrowNothingTogetherAreTooMuch() {
    assertThat(
            judge(
                    "{'Effect':'Allow','Action':'rds:StopDBCluster','Resource':"
                        + "['arn:aws:rds:*:*:cluster:?*','arn:aws:rds:*:*:db:orders']}")
                .level())
        .isEqualTo(Level.VIOLATION);
  }

  @Test
  void anotherAccountOrPartitionIsNotOurs() {
    assertThat(
            judge(
                    "{'Effect':'Allow','Action':'rds:*',"
                        + "'Resource':'arn:aws:rds:eu-west-1:999999999999:cluster:*'}")
                .level())
        .isNotEqualTo(Level.VIOLATION);
  }

  @Test
  void withoutSurroundingsWhatTheDocumentNamesIsTried() {
    String document =
        document(
            "{'Effect':'Allow','Action':'rds:StopDBCluster',"
                + "'Resource':'arn:aws-cn:rds:cn-north-1:999999999999:cluster:*'}");

    assertThat(Judgement.of(document, Surroundings.UNKNOWN).level()).isEqualTo(Level.VIOLATION);
  }

  @Test
  void theReasonGroupsActionsAndNamesTheStatement() {
    assertThat(
            judge(
                    "{'Sid':'Ops','Effect':'Allow','Resource':'*',"
                        + "'Action':['rds:StopDBCluster','rds:DeleteDB*','s3:*','ec2:*']}")
                .why())
        .containsExactly(
            "statement 1 (Ops) allows rds:StopDBCluster, rds:DeleteDB*, s3:* and 1 more on *:"
                + " destroy (rds:DeleteDBCluster and 4 more)");
  }

  @Test
  void whatCannotBeJudgedSaysWhy() {
    Judgement judgement = Judgement.of("{", OURS);

    assertThat(judgement.level()).isEqualTo(Level.UNPARSEABLE);
    assertThat(judgement.why().getFirst()).startsWith("not JSON");
  }

  @Test
  void moreAccountsThanCanBeTriedCannotBeJudged() {
    var resources = new java.util.StringJoiner("','", "['", "']");
    for (int i = 0; i < 80; i++) {
      resources.add("arn:aws:rds:eu-west-1:%012d:cluster:a".formatted(i));
    }

    assertThat(
            Judgement.of(
                    document("{'Effect':'Allow','Action':'rds:*','Resource':" + resources + "}"),
                    Surroundings.UNKNOWN)
                .level())
        .isEqualTo(Level.UNPARSEABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'Principal':'*'                                                  | VIOLATION",
        "'Principal':{'AWS':'*'}                                          | VIOLATION",
        "'Principal':{'AWS':'*'},'Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-1'}}     | SCOPED",
        "'Principal':{'AWS':'*'},'Condition':{'StringEquals':{'sts:ExternalId':'x'}}           | VIOLATION",
        "'NotPrincipal':{'AWS':'arn:aws:iam::123456789012:root'}          | VIOLATION",
        "'Principal':{'AWS':'123456789012'}                               | SCOPED",
        "'Principal':{'AWS':'arn:aws:iam::444455556666:root'}             | SCOPED",
        "'Principal':{'AWS':'arn:aws:iam::999999999999:root'}             | VIOLATION",
        "'Principal':{'AWS':'999999999999'},'Condition':{'StringEquals':{'sts:ExternalId':'x'}}| SCOPED",
        "'Principal':{'AWS':'999999999999'},'Condition':{'StringLike':{'sts:ExternalId':'*'}}  | VIOLATION",
        "'Principal':{'AWS':'arn:aws:iam::999999999999:role/x'}           | SCOPED",
        "'Principal':{'Service':'lambda.amazonaws.com'}                   | SCOPED",
        "'Principal':{'Federated':'arn:aws:iam::123456789012:saml-provider/x'}                 | SCOPED",
        "'Principal':{'Federated':'accounts.google.com'}                  | VIOLATION",
        "'Principal':{'Federated':'cognito-identity.amazonaws.com'},'Condition':{'StringEquals':{'cognito-identity.amazonaws.com:aud':'p'}} | SCOPED",
      })
  void aTrustPolicyThatLetsStrangersInIsTooMuch(String principal, Level level) {
    assertThat(judge("{'Effect':'Allow','Action':'sts:*'," + principal + "}").level())
        .isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'StringEquals':{'ci.example.com:sub':'repo:org/app','ci.example.com:aud':'sts'} | SCOPED",
        "'StringLike':{'ci.example.com:sub':'repo:org/*'}  | SCOPED",
        "'StringLike':{'ci.example.com:sub':'repo:*'}      | VIOLATION",
        "'StringLike':{'ci.example.com:sub':'*'}           | VIOLATION",
        "'StringEquals':{'ci.example.com:aud':'sts'}       | VIOLATION",
      })
  void anOidcProviderNeedsItsSubPinned(String condition, Level level) {
    assertThat(
            judge(
                    "{'Effect':'Allow','Action':'sts:AssumeRoleWithWebIdentity','Principal':"
                        + "{'Federated':'arn:aws:iam::123456789012:oidc-provider/ci.example.com'},"
                        + "'Condition':{"
                        + condition
                        + "}}")
                .level())
        .isEqualTo(level);
  }

  @Test
  void aResourcePolicyThatOpensNoRoleIsNothing() {
    assertThat(
            judge(
                    "{'Effect':'Allow','Principal':'*','Action':'s3:GetObject',"
                        + "'Resource':'arn:aws:s3:::b/*'}")
                .level())
        .isEqualTo(Level.NONE);
  }

  private static Judgement judge(String statements) {
    return Judgement.of(document(statements), OURS);
  }

  private static String document(String statements) {
    return ("{'Version':'2012-10-17','Statement':[" + statements + "]}").replace('\'', '"');
  }
}
