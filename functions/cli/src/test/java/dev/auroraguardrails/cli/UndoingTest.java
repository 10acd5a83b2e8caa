package dev.auroraguardrails.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.adjacent.AdjacentClients;
import dev.auroraguardrails.aws.AwsWire;
import dev.auroraguardrails.aws.ExemptionParameters;
import dev.auroraguardrails.aws.IncidentReader.Known;
import dev.auroraguardrails.model.Broken;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.DetachPolicy;
import dev.auroraguardrails.port.Ledger.Incident;
import dev.auroraguardrails.port.Samples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/// An undo as AWS sees it: exempted first, looked at again, and then put back exactly.
class UndoingTest {
  private static final Remediation DETACH =
      Broken.all().stream()
          .map(Broken::call)
          .filter(DetachPolicy.class::isInstance)
          .findFirst()
          .orElseThrow();

  private final AwsWire wire = new AwsWire();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Duration> slept = new ArrayList<>();
  private final RdsClient rds = wire.client(RdsClient.builder());
  private final Ec2Client ec2 = wire.client(Ec2Client.builder());
  private final IamClient iam = wire.client(IamClient.builder());
  private final AdjacentClients adjacent =
      new AdjacentClients(
          wire.client(KmsClient.builder()),
          wire.client(SecretsManagerClient.builder()),
          wire.client(CloudWatchLogsClient.builder()),
          rds);
  private final Undoing undoing =
      new Undoing(
          rds,
          ec2,
          iam,
          adjacent,
          new ExemptionNote(
              wire.client(SsmClient.builder()),
              wire.client(StsClient.builder()),
              ExemptionParameters.PATH),
          () -> Samples.NOON,
          slept::add,
          new PrintStream(out, true, StandardCharsets.UTF_8));

  @Test
  void theExemptionComesFirstAndTheCallOnceEveryFunctionKnows() {
    attached("");
    attached("");
    exempts();
    wire.answer("AttachRolePolicy", "<AttachRolePolicyResponse/>");

    assertThat(undoing.shows(incident(DETACH), Duration.ofHours(2))).isTrue();
    assertThat(undoing.carriesOut(incident(DETACH), Duration.ofHours(2))).isTrue();

    assertThat(operations())
        .containsExactly(
            "GetRole",
            "ListAttachedRolePolicies",
            "GetCallerIdentity",
            "PutParameter",
            "GetRole",
            "ListAttachedRolePolicies",
            "AttachRolePolicy");
    assertThat(slept).containsExactly(Undoing.UNTIL_KNOWN);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("aws iam attach-role-policy --role-name developer")
        .contains("leaves it alone until 2026-03-01T14:00:00Z");
  }

  @Test
  void whereTheStateMovedOnMeanwhileTheExemptionEndsAndNothingIsDone() {
    attached(
        "<member><PolicyName>p</PolicyName>"
            + "<PolicyArn>arn:aws:iam::aws:policy/AmazonRDSFullAccess</PolicyArn></member>");
    exempts();
    wire.answer("DeleteParameter", "{}");

    assertThat(undoing.carriesOut(incident(DETACH), Duration.ofHours(2))).isFalse();
    assertThat(operations()).endsWith("DeleteParameter").doesNotContain("AttachRolePolicy");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("is attached again");
  }

  @Test
  void aCallThatIsRefusedEndsTheExemption() {
    attached("");
    exempts();
    wire.answer(
        "AttachRolePolicy",
        403,
        "<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>");
    wire.answer("DeleteParameter", "{}");

    assertThatThrownBy(() -> undoing.carriesOut(incident(DETACH), Duration.ofHours(2)))
        .isInstanceOf(RuntimeException.class);
    assertThat(operations()).endsWith("DeleteParameter");
  }

  @Test
  void anIncidentOfAnOlderVersionIsShownItsCommandsAndNotGuessed() {
    assertThat(undoing.shows(incident(), Duration.ofHours(2))).isFalse();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("was not kept as data")
        .contains("authorize-security-group-ingress");
    assertThat(wire.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ModifyDbCluster | ModifyDBCluster | ApplyImmediately=true BackupRetentionPeriod=1 CloudwatchLogsExportConfiguration.DisableLogTypes.member.1=postgresql CopyTagsToSnapshot=false DBClusterIdentifier=orders DeletionProtection=false EnableIAMDatabaseAuthentication=false DBClusterParameterGroupName=soft VpcSecurityGroupIds.VpcSecurityGroupId.1=sg-9
          ModifyDbInstance | ModifyDBInstance | AutoMinorVersionUpgrade=false DBInstanceIdentifier=orders-1 PubliclyAccessible=true
          DisableHttpEndpoint | EnableHttpEndpoint | ResourceArn=arn:aws:rds:us-east-1:123456789012:cluster:orders
          UnshareDbClusterSnapshot | ModifyDBClusterSnapshotAttribute | AttributeName=restore DBClusterSnapshotIdentifier=nightly ValuesToAdd.AttributeValue.1=all
          RevokeIngressRules | AuthorizeSecurityGroupIngress | GroupId=sg-1 IpPermissions.1.FromPort=5432 IpPermissions.1.IpProtocol=tcp IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0/0 IpPermissions.1.ToPort=5432
          RevokeEgressRules | AuthorizeSecurityGroupEgress | GroupId=sg-1 IpPermissions.1.IpProtocol=-1 IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0/0
          ModifySecurityGroupRules | ModifySecurityGroupRules | GroupId=sg-1 SecurityGroupRule.1.SecurityGroupRule.CidrIpv4=0.0.0.0/0 SecurityGroupRule.1.SecurityGroupRule.FromPort=5432 SecurityGroupRule.1.SecurityGroupRule.IpProtocol=tcp SecurityGroupRule.1.SecurityGroupRule.ToPort=5432 SecurityGroupRule.1.SecurityGroupRuleId=sgr-1
          RestorePrefixList | RestoreManagedPrefixListVersion | CurrentVersion=4 PrefixListId=pl-1 PreviousVersion=3
          RestoreRoute | CreateRoute | DestinationCidrBlock=0.0.0.0/0 GatewayId=igw-1 RouteTableId=rtb-1
          RestoreAclEntry | CreateNetworkAclEntry | CidrBlock=0.0.0.0/0 Egress=false NetworkAclId=acl-1 PortRange.From=5432 PortRange.To=5432 Protocol=6 RuleAction=allow RuleNumber=90
          RemoveClusterRole | AddRoleToDBCluster | DBClusterIdentifier=orders FeatureName=s3Export RoleArn=arn:aws:iam::123456789012:role/export
          DetachPolicy | AttachRolePolicy | PolicyArn=arn:aws:iam::aws:policy/AmazonRDSFullAccess RoleName=developer
          StartActivityStream | StopActivityStream | ApplyImmediately=true ResourceArn=arn:aws:rds:us-east-1:123456789012:cluster:orders
          RestoreMonitoring | ModifyDBInstance | DBInstanceIdentifier=orders-1 MonitoringInterval=0
          EnableEventSubscription | ModifyEventSubscription | Enabled=false SubscriptionName=failures
          CancelExport | StartExportTask | ExportTaskIdentifier=away-again IamRoleArn=arn:aws:iam::123456789012:role/exporter KmsKeyId=key-1 S3BucketName=elsewhere SourceArn=arn:aws:rds:us-east-1:123456789012:cluster-snapshot:nightly
          DeleteIntegration | CreateIntegration | DataFilter=include:*.* IntegrationName=warehouse KMSKeyId=key-1 SourceArn=arn:aws:rds:us-east-1:123456789012:cluster:orders TargetArn=arn:aws:redshift-serverless:us-east-1:210987654321:namespace/n-1
          DeleteInlinePolicy | PutRolePolicy | PolicyDocument={"Statement":[]} PolicyName=ops RoleName=developer
          SetDefaultPolicyVersion | SetDefaultPolicyVersion | PolicyArn=arn:aws:iam::123456789012:policy/db/ops VersionId=v2
          RemoveUserFromGroup | AddUserToGroup | GroupName=admins UserName=carol
          GivePolicyBack | PutRolePolicy | PolicyDocument={"Statement":[]} PolicyName=ops RoleName=developer
          """)
  void eachRevertHasItsExactOpposite(String kind, String operation, String words) {
    wire.answer(operation, "<%1$sResponse><%1$sResult/></%1$sResponse>".formatted(operation));
    new UndoCalls(rds, ec2, iam, adjacent).undo(call(kind));

    String made = wire.calls().getFirst();
    assertThat(made).startsWith("Action=" + operation + " ");
    assertThat(List.of(made.split(" ")))
        .containsExactlyInAnyOrderElementsOf(
            List.of(("Action=" + operation + " " + words).split(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CancelKeyDeletion | TrentService.ScheduleKeyDeletion {"KeyId":"1234abcd","PendingWindowInDays":7}
          EnableKey | TrentService.DisableKey {"KeyId":"1234abcd"}
          RestoreSecret | secretsmanager.DeleteSecret {"SecretId":"arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-app-AbCdEf","RecoveryWindowInDays":7}
          RevokeGrant | TrentService.CreateGrant {"KeyId":"1234abcd","GranteePrincipal":"arn:aws:iam::999999999999:root","Operations":["CreateGrant","Decrypt"],"Constraints":{"EncryptionContextSubset":{"team":"shop"}},"Name":"share"}
          SetLogRetention | Logs_20140328.PutRetentionPolicy {"logGroupName":"/aws/rds/cluster/orders/postgresql","retentionInDays":1}
          """)
  void soHasEachOfTheAdjacentFamily(String kind, String call) {
    wire.answer(call.split("[. ]", 3)[1], "{}");
    Broken.all().stream()
        .map(Broken::call)
        .filter(one -> one.getClass().getSimpleName().equals(kind))
        .forEach(new UndoCalls(rds, ec2, iam, adjacent)::undo);

    assertThat(wire.calls()).containsExactly(call);
  }

  @Test
  void parametersAreSetAsTheyWereAndWhatWasAtItsDefaultIsReset() {
    wire.answer(
        "ModifyDBClusterParameterGroup",
        "<ModifyDBClusterParameterGroupResponse><ModifyDBClusterParameterGroupResult/></ModifyDBClusterParameterGroupResponse>");
    wire.answer(
        "ResetDBClusterParameterGroup",
        "<ResetDBClusterParameterGroupResponse><ResetDBClusterParameterGroupResult/></ResetDBClusterParameterGroupResponse>");
    new UndoCalls(rds, ec2, iam, adjacent).undo(call("SetClusterParameters"));

    assertThat(wire.calls().get(0))
        .contains("ParameterName=require_secure_transport")
        .contains("ParameterValue=OFF")
        .doesNotContain("server_audit_logging");
    assertThat(wire.calls().get(1))
        .startsWith("Action=ResetDBClusterParameterGroup ")
        .contains("ParameterName=server_audit_logging")
        .doesNotContain("ResetAllParameters=true");
  }

  private static Remediation call(String kind) {
    return Broken.all().stream()
        .map(Broken::call)
        .filter(call -> call.getClass().getSimpleName().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static Known incident(Remediation... calls) {
    return new Known(
        "inc-1", new Incident(true, Samples.NOON, Samples.openPort(), false, List.of(calls)));
  }

  private void attached(String policies) {
    wire.answer(
        "GetRole",
        "<GetRoleResponse><GetRoleResult><Role><RoleId>AROA1</RoleId></Role></GetRoleResult>"
            + "</GetRoleResponse>");
    wire.answer(
        "ListAttachedRolePolicies",
        "<ListAttachedRolePoliciesResponse><ListAttachedRolePoliciesResult><AttachedPolicies>"
            + policies
            + "</AttachedPolicies></ListAttachedRolePoliciesResult></ListAttachedRolePoliciesResponse>");
  }

  private void exempts() {
    wire.answer(
        "GetCallerIdentity",
        "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>"
            + Given.GUARD_ROLE
            + "</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>");
    wire.answer("PutParameter", "{}");
  }

  private List<String> operations() {
    return wire.calls().stream()
        .map(call -> call.split(" ", 2)[0].replaceFirst("^.*[.=]", ""))
        .toList();
  }
}
