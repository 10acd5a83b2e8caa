package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.ClusterSetting;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.DetachPolicy;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.ModifyDbInstance;
import dev.auroraguardrails.model.Remediation.ModifySecurityGroupRules;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Remediation.UnshareDbClusterSnapshot;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AwsCliTest {

  @Test
  void aModifiedClusterIsPutBackAndBroken() {
    var all =
        new ModifyDbCluster(
            Given.cluster("orders"),
            List.of(
                new ClusterSetting.DeletionProtection(new Step<>(Optional.of(false), true)),
                new ClusterSetting.BackupRetentionPeriod(new Step<>(Optional.of(1), 35)),
                new ClusterSetting.IamDatabaseAuthentication(new Step<>(Optional.of(false), true)),
                new ClusterSetting.LogTypes(Set.of("audit", "error"))),
            true);

    assertThat(AwsCli.does(all))
        .containsExactly(
            "aws rds modify-db-cluster --region us-east-1 --db-cluster-identifier orders"
                + " --deletion-protection --backup-retention-period 35"
                + " --enable-iam-database-authentication"
                + " --cloudwatch-logs-export-configuration 'EnableLogTypes=audit,error'"
                + " --apply-immediately");
    assertThat(AwsCli.undoes(all))
        .containsExactly(
            "aws rds modify-db-cluster --region us-east-1 --db-cluster-identifier orders"
                + " --no-deletion-protection --backup-retention-period 1"
                + " --no-enable-iam-database-authentication"
                + " --cloudwatch-logs-export-configuration 'DisableLogTypes=audit,error'"
                + " --apply-immediately");
  }

  @Test
  void anEgressRuleIsRevokedAndGivenAgain() {
    var out = Given.egress("sgr-1", "0.0.0.0/0");
    var call = new Remediation.RevokeEgressRules(Given.group(out).id(), List.of(out));

    assertThat(AwsCli.does(call))
        .containsExactly(
            "aws ec2 revoke-security-group-egress --region us-east-1 --group-id sg-1"
                + " --security-group-rule-ids sgr-1");
    assertThat(AwsCli.undoes(call))
        .containsExactly(
            "aws ec2 authorize-security-group-egress --region us-east-1 --group-id sg-1"
                + " --ip-permissions 'IpProtocol=-1,IpRanges=[{CidrIp=0.0.0.0/0}]'");
  }

  @Test
  void aRouteIsTakenAwayOrGivenItsTargetBack() {
    var table = Given.routeTable().id();
    var created = new Remediation.RestoreRoute(table, "0.0.0.0/0", "igw-1", Optional.empty());
    var replaced = new Remediation.RestoreRoute(table, "::/0", "igw-1", Optional.of("eigw-1"));
    String ec2 = "aws ec2 %s --region us-east-1 --route-table-id rtb-1 ";

    assertThat(AwsCli.does(created))
        .containsExactly(ec2.formatted("delete-route") + "--destination-cidr-block 0.0.0.0/0");
    assertThat(AwsCli.undoes(created))
        .containsExactly(
            ec2.formatted("create-route")
                + "--destination-cidr-block 0.0.0.0/0 --gateway-id igw-1");
    assertThat(AwsCli.does(replaced))
        .containsExactly(
            ec2.formatted("replace-route")
                + "--destination-ipv6-cidr-block ::/0 --egress-only-internet-gateway-id eigw-1");
    assertThat(AwsCli.undoes(replaced))
        .containsExactly(
            ec2.formatted("replace-route")
                + "--destination-ipv6-cidr-block ::/0 --gateway-id igw-1");
  }

  @Test
  void anAclEntryIsTakenAwayOrGivenItsFormBack() {
    var acl = Given.networkAcl().id();
    var open = Given.entry(90, true, "0.0.0.0/0");
    var created = new Remediation.RestoreAclEntry(acl, open, Optional.empty());
    var replaced =
        new Remediation.RestoreAclEntry(
            acl, open, Optional.of(Given.entry(90, false, "0.0.0.0/0")));
    String ec2 =
        "aws ec2 %s-network-acl-entry --region us-east-1 --network-acl-id acl-1 --ingress"
            + " --rule-number 90";
    String form =
        " --protocol 6 --rule-action %s --cidr-block 0.0.0.0/0 --port-range From=5432,To=5432";

    assertThat(AwsCli.does(created)).containsExactly(ec2.formatted("delete"));
    assertThat(AwsCli.undoes(created))
        .containsExactly(ec2.formatted("create") + form.formatted("allow"));
    assertThat(AwsCli.does(replaced))
        .containsExactly(ec2.formatted("replace") + form.formatted("deny"));
    assertThat(AwsCli.undoes(replaced))
        .containsExactly(ec2.formatted("replace") + form.formatted("allow"));
  }

  @Test
  void aPrefixListGetsItsVersionBack() {
    var call = new Remediation.RestorePrefixList(Given.id(Kind.PREFIX_LIST, "pl-1"), 3, 2);
    String ec2 =
        "aws ec2 restore-managed-prefix-list-version --region us-east-1 --prefix-list-id pl-1"
            + " --current-version %d --previous-version %d";

    assertThat(AwsCli.does(call)).containsExactly(ec2.formatted(3, 2));
    assertThat(AwsCli.undoes(call)).containsExactly(ec2.formatted(4, 3));
  }

  @Test
  void aRuleForAnotherAccountsGroupIsGivenAgain() {
    var rule = Given.fromGroup("sgr-1", "sg-2", "210987654321");

    assertThat(
            AwsCli.undoes(
                new Remediation.RevokeIngressRules(Given.group(rule).id(), List.of(rule))))
        .containsExactly(
            "aws ec2 authorize-security-group-ingress --region us-east-1 --group-id sg-1"
                + " --ip-permissions 'IpProtocol=tcp,FromPort=5432,ToPort=5432,"
                + "UserIdGroupPairs=[{GroupId=sg-2,UserId=210987654321}]'");
  }

  @Test
  void aMemberIsClosedAndOpened() {
    var call =
        new ModifyDbInstance(
            Given.instance(true, false).id(),
            Optional.of(new Step<>(Optional.of(true), false)),
            Optional.of(new Step<>(Optional.of(false), true)));
    String modify =
        "aws rds modify-db-instance --region us-east-1 --db-instance-identifier orders-1";

    assertThat(AwsCli.does(call))
        .containsExactly(modify + " --no-publicly-accessible --auto-minor-version-upgrade");
    assertThat(AwsCli.undoes(call))
        .containsExactly(modify + " --publicly-accessible --no-auto-minor-version-upgrade");
  }

  @Test
  void parametersAreSetAndSetAsTheyWereOrReset() {
    var call =
        Remediation.merged(
                List.of(
                    Given.setsParameter("server_audit_logging", Optional.of("0"), "1"),
                    Given.setsParameter("server_audit_events", Optional.empty(), "CONNECT,QUERY")))
            .getFirst();
    String group =
        "-db-cluster-parameter-group --region us-east-1"
            + " --db-cluster-parameter-group-name hardened --parameters ";

    assertThat(AwsCli.does(call))
        .containsExactly(
            "aws rds modify"
                + group
                + "'ParameterName=server_audit_logging,ParameterValue=\"1\",ApplyMethod=immediate'"
                + " 'ParameterName=server_audit_events,ParameterValue=\"CONNECT,QUERY\","
                + "ApplyMethod=immediate'");
    assertThat(AwsCli.undoes(call))
        .containsExactly(
            "aws rds modify"
                + group
                + "'ParameterName=server_audit_logging,ParameterValue=\"0\",ApplyMethod=immediate'",
            "aws rds reset" + group + "'ParameterName=server_audit_events,ApplyMethod=immediate'");
  }

  @Test
  void theDataApiIsSwitchedOffAndOn() {
    var call = new Remediation.DisableHttpEndpoint(Given.cluster("orders"));
    String arn = " --resource-arn arn:aws:rds:us-east-1:123456789012:cluster:orders";

    assertThat(AwsCli.does(call))
        .containsExactly("aws rds disable-http-endpoint --region us-east-1" + arn);
    assertThat(AwsCli.undoes(call))
        .containsExactly("aws rds enable-http-endpoint --region us-east-1" + arn);
  }

  @Test
  void whatTheCallDoesNotTouchIsNotMentioned() {
    var one =
        ModifyDbCluster.deletionProtection(
            Given.cluster("orders"), new Step<>(Optional.of(false), true));

    assertThat(AwsCli.does(one))
        .containsExactly(
            "aws rds modify-db-cluster --region us-east-1 --db-cluster-identifier orders"
                + " --deletion-protection");
  }

  @Test
  void aSnapshotIsUnsharedAndShared() {
    var call =
        new UnshareDbClusterSnapshot(Given.id(Kind.DB_CLUSTER_SNAPSHOT, "nightly"), Set.of("all"));

    assertThat(AwsCli.does(call))
        .containsExactly(
            "aws rds modify-db-cluster-snapshot-attribute --region us-east-1"
                + " --db-cluster-snapshot-identifier nightly --attribute-name restore"
                + " --values-to-remove all");
    assertThat(AwsCli.undoes(call).getFirst()).endsWith(" --values-to-add all");
  }

  @Test
  void rulesAreRevokedByTheirIdsAndAuthorizedOneByOne() {
    var call =
        revoke(
            rule("sgr-1", "tcp", 5432, "0.0.0.0/0", "office"),
            rule("sgr-2", "-1", -1, "::/0", ""),
            rule("sgr-3", "tcp", 5432, "pl-1", ""));

    assertThat(AwsCli.does(call))
        .containsExactly(
            "aws ec2 revoke-security-group-ingress --region us-east-1 --group-id sg-1"
                + " --security-group-rule-ids sgr-1 sgr-2 sgr-3");
    String authorize =
        "aws ec2 authorize-security-group-ingress --region us-east-1 --group-id sg-1"
            + " --ip-permissions ";
    assertThat(AwsCli.undoes(call))
        .containsExactly(
            authorize
                + "'IpProtocol=tcp,FromPort=5432,ToPort=5432,"
                + "IpRanges=[{CidrIp=0.0.0.0/0,Description=\"office\"}]'",
            authorize + "'IpProtocol=-1,Ipv6Ranges=[{CidrIpv6=::/0}]'",
            authorize
                + "'IpProtocol=tcp,FromPort=5432,ToPort=5432,"
                + "PrefixListIds=[{PrefixListId=pl-1}]'");
  }

  @Test
  void rulesGetTheirFormBackAndLoseItByWholeForms() {
    var call =
        new ModifySecurityGroupRules(
            Given.id(Kind.SECURITY_GROUP, "sg-1"),
            List.of(
                new Step<>(
                    Optional.of(rule("sgr-1", "tcp", 5432, "0.0.0.0/0", "")),
                    rule("sgr-1", "tcp", 5432, "10.0.0.0/8", "it's \"ours\"")),
                new Step<>(
                    Optional.of(rule("sgr-2", "-1", -1, "::/0", "")),
                    rule("sgr-2", "tcp", 5432, "fd00::/8", ""))));
    String command =
        "aws ec2 modify-security-group-rules --region us-east-1 --group-id sg-1"
            + " --security-group-rules '[{\"SecurityGroupRuleId\":\"sgr-1\",\"SecurityGroupRule\":"
            + "{\"IpProtocol\":\"tcp\",\"FromPort\":5432,\"ToPort\":5432,";

    assertThat(AwsCli.does(call))
        .containsExactly(
            command
                + "\"CidrIpv4\":\"10.0.0.0/8\",\"Description\":\"it'\\''s \\\"ours\\\"\"}},"
                + "{\"SecurityGroupRuleId\":\"sgr-2\",\"SecurityGroupRule\":{\"IpProtocol\":\"tcp\","
                + "\"FromPort\":5432,\"ToPort\":5432,\"CidrIpv6\":\"fd00::/8\"}}]'");
    assertThat(AwsCli.undoes(call).getFirst())
        .startsWith(command + "\"CidrIpv4\":\"0.0.0.0/0\"}},")
        .endsWith("{\"IpProtocol\":\"-1\",\"FromPort\":-1,\"ToPort\":-1,\"CidrIpv6\":\"::/0\"}}]'");
  }

  @ParameterizedTest
  @EnumSource(names = {"ROLE", "USER", "GROUP"})
  void aPolicyIsDetachedAndAttached(Kind kind) {
    var call =
        new DetachPolicy(Given.id(kind, "dev"), "arn:aws:iam::aws:policy/AmazonRDSFullAccess");
    String word = kind.prefix().replace("/", "");
    String rest =
        "-%s-policy --%s-name dev --policy-arn arn:aws:iam::aws:policy/AmazonRDSFullAccess"
            .formatted(word, word);

    assertThat(AwsCli.does(call)).containsExactly("aws iam detach" + rest);
    assertThat(AwsCli.undoes(call)).containsExactly("aws iam attach" + rest);
  }

  @Test
  void hostileNamesAreQuoted() {
    Remediation call =
        ModifyDbCluster.deletionProtection(
            Given.cluster("x; rm -rf '~' $(id)"), new Step<>(Optional.of(false), true));

    assertThat(AwsCli.does(call).getFirst())
        .contains("--db-cluster-identifier 'x; rm -rf '\\''~'\\'' $(id)'");
  }

  @Test
  void hostileAccountsAreQuoted() {
    var call =
        new UnshareDbClusterSnapshot(
            Given.id(Kind.DB_CLUSTER_SNAPSHOT, "nightly"), Set.of("all; reboot"));

    assertThat(AwsCli.does(call).getFirst()).endsWith(" --values-to-remove 'all; reboot'");
  }

  @Test
  void hostileDescriptionsAreQuoted() {
    var call = revoke(rule("sgr-1", "tcp", 5432, "0.0.0.0/0", "it's \"$(id)\"}]' ; reboot"));

    assertThat(AwsCli.undoes(call).getFirst())
        .endsWith("Description=\"it'\\''s $(id)}]'\\'' ; reboot\"}]'");
  }

  private static RevokeIngressRules revoke(SecurityGroupRule... rules) {
    return new RevokeIngressRules(Given.id(Kind.SECURITY_GROUP, "sg-1"), List.of(rules));
  }

  private static SecurityGroupRule rule(
      String id, String protocol, int port, String source, String description) {
    return new SecurityGroupRule(
        id,
        false,
        protocol,
        port,
        port,
        source,
        List.of(),
        Optional.of(description).filter(text -> !text.isEmpty()));
  }
}
