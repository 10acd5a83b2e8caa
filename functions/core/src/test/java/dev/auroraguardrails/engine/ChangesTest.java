package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesTest {

  @Test
  void namesAndFlagsAreNoChanges() {
    var call =
        Events.call(
            "rds",
            "ModifyDBCluster",
            """
            {'dBClusterIdentifier':'orders','applyImmediately':true,'allowEngineModeChange':false,
             'allowMajorVersionUpgrade':false,'deletionProtection':false,'backupRetentionPeriod':1}
            """);

    assertThat(Events.changed(call))
        .isEqualTo(Events.json("{'deletionProtection':false,'backupRetentionPeriod':1}"));
  }

  @Test
  void aCallOnNothingButItsTargetChangedNoAttribute() {
    assertThat(
            Events.changed(Events.call("rds", "StopDBCluster", "{'dBClusterIdentifier':'orders'}")))
        .isEmpty();
    assertThat(
            Events.changed(
                Events.call("rds", "StartDBCluster", "{'dBClusterIdentifier':'orders'}")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "rds, ModifyDBCluster, masterUserPassword",
    "rds, CreateDBCluster, tdeCredentialPassword",
    "secretsmanager, UpdateSecret, secretString",
    "elasticache, ModifyReplicationGroup, authToken",
    "rdsdata, ExecuteStatement, sql",
  })
  void aSecretIsMasked(String service, String name, String member) {
    var call = Events.call(service, name, "{'" + member + "':'hunter2'}");

    assertThat(Events.changed(call)).isEqualTo(Events.json("{'" + member + "':'***'}"));
  }

  @Test
  void aSecretIsMaskedWhereverItStands() {
    var call =
        Events.call(
            "rds",
            "CreateDBProxy",
            "{'dBProxyName':'p','auth':[{'iAMAuth':'REQUIRED','password':'x'}],'requireTLS':false}");

    assertThat(Events.changed(call))
        .isEqualTo(
            Events.json("{'auth':[{'iAMAuth':'REQUIRED','password':'***'}],'requireTLS':false}"));
  }

  @Test
  void aSwitchAboutASecretIsNone() {
    var call =
        Events.call(
            "rds",
            "ModifyDBCluster",
            "{'dBClusterIdentifier':'orders','manageMasterUserPassword':false}");

    assertThat(Events.changed(call)).isEqualTo(Events.json("{'manageMasterUserPassword':false}"));
  }

  @Test
  void aParametersDefaultIsLeftOut() {
    var call =
        Events.call(
            "rds",
            "ModifyDBClusterParameterGroup",
            """
            {'dBClusterParameterGroupName':'hardened','parameters':[{'isModifiable':false,
             'parameterName':'rds.force_ssl','parameterValue':'0','applyMethod':'immediate'}]}
            """);

    assertThat(Events.changed(call))
        .isEqualTo(
            Events.json(
                "{'parameters':[{'parameterName':'rds.force_ssl','parameterValue':'0',"
                    + "'applyMethod':'immediate'}]}"));
  }

  @Test
  void aSnapshotsListsAreGivenWithoutEmptyOnes() {
    var call =
        Events.call(
            "rds",
            "ModifyDBClusterSnapshotAttribute",
            """
            {'dBClusterSnapshotIdentifier':'s','attributeName':'restore',
             'valuesToAdd':['all'],'valuesToRemove':[]}
            """);

    assertThat(Events.changed(call)).isEqualTo(Events.json("{'valuesToAdd':['all']}"));
  }

  @Test
  void anAttachmentIsWhatWasAttached() {
    var call =
        Events.call("iam", "AttachRolePolicy", "{'roleName':'dev','policyArn':'arn:aws:iam::1:p'}");

    assertThat(Events.changed(call)).isEqualTo(Events.json("{'policyArn':'arn:aws:iam::1:p'}"));
  }

  @Test
  void theFlatAndTheNestedDialectGiveTheSameRules() {
    var flat =
        Events.call(
            "ec2",
            "AuthorizeSecurityGroupIngress",
            """
            {'groupId':'sg-1','ipPermissions':{},'ipProtocol':'tcp','fromPort':22,'toPort':22,
             'cidrIp':'0.0.0.0/0'}
            """);
    var nested =
        Events.call(
            "ec2",
            "AuthorizeSecurityGroupIngress",
            """
            {'groupId':'sg-1','ipPermissions':{'items':[{'ipProtocol':'tcp','fromPort':'22',
             'toPort':22,'groups':{},'ipRanges':{'items':[{'cidrIp':'0.0.0.0/0'}]},
             'ipv6Ranges':{},'prefixListIds':{}}]}}
            """);
    var rules =
        Events.json(
            "{'ipPermissions':[{'ipProtocol':'tcp','fromPort':22,'toPort':22,'cidrIp':'0.0.0.0/0'}]}");

    assertThat(Events.changed(flat)).isEqualTo(rules);
    assertThat(Events.changed(nested)).isEqualTo(rules);
  }

  @Test
  void theAnswerTellsTheRulesIds() {
    var call = Events.call("ec2", "AuthorizeSecurityGroupIngress", "{'groupId':'sg-1'}");
    call.set(
        "responseElements",
        Events.json(
            """
            {'securityGroupRuleSet':{'items':[{'securityGroupRuleId':'sgr-1','ipProtocol':'-1',
             'fromPort':-1,'toPort':-1,'cidrIpv6':'::/0'}]}}
            """));

    assertThat(Events.changed(call))
        .isEqualTo(
            Events.json(
                "{'ipPermissions':[{'securityGroupRuleId':'sgr-1','ipProtocol':'-1',"
                    + "'fromPort':-1,'toPort':-1,'cidrIpv6':'::/0'}]}"));
  }
}
