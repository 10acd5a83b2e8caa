package dev.auroraguardrails.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.auroraguardrails.adjacent.AdjacentInventory;
import dev.auroraguardrails.adjacent.AdjacentRemediator;
import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.engine.EventReader;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.engine.UnreadableEvent;
import dev.auroraguardrails.iam.IamInventory;
import dev.auroraguardrails.iam.IamRemediator;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.network.NetworkInventory;
import dev.auroraguardrails.network.NetworkRemediator;
import dev.auroraguardrails.port.Inventory;
import dev.auroraguardrails.port.Ledger;
import dev.auroraguardrails.port.Remediator;
import dev.auroraguardrails.rds.RdsInventory;
import dev.auroraguardrails.rds.RdsRemediator;
import java.util.UUID;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CreateDbClusterRequest;

/// What somebody breaks in an account, one of each family and two attributes by one call.
enum Breach {
  TWO_ATTRIBUTES_OF_A_CLUSTER(Family.RDS, 2) {
    @Override
    void happens(Account account, String name) {
      account
          .client(RdsClient.builder())
          .createDBCluster(
              r -> cluster(r, name).backupRetentionPeriod(1).deletionProtection(false));
    }

    @Override
    ChangeEvent told(Account account, String name) {
      return event(
          "rds",
          "ModifyDBCluster",
          "{'dBClusterIdentifier':'%s','deletionProtection':false,'backupRetentionPeriod':1}"
              .formatted(name),
          "null");
    }

    @Override
    boolean isPutRight(Account account, String name) {
      var cluster =
          account
              .client(RdsClient.builder())
              .describeDBClusters(r -> r.dbClusterIdentifier(name))
              .dbClusters()
              .getFirst();
      return cluster.deletionProtection() && cluster.backupRetentionPeriod() == 7;
    }
  },

  A_PORT_OPEN_TO_THE_WORLD(Family.NETWORK, 1) {
    @Override
    void happens(Account account, String name) {
      Ec2Client ec2 = account.client(Ec2Client.builder());
      String group = ec2.createSecurityGroup(r -> r.groupName(name).description("d")).groupId();
      account
          .client(RdsClient.builder())
          .createDBCluster(r -> cluster(r, name).vpcSecurityGroupIds(group));
      String subnet = ec2.describeSubnets().subnets().getFirst().subnetId();
      ec2.createNetworkInterface(
          r -> r.subnetId(subnet).groups(group).description("RDSNetworkInterface"));
      ec2.authorizeSecurityGroupIngress(
          r -> r.groupId(group).ipProtocol("tcp").fromPort(5432).toPort(5432).cidrIp("0.0.0.0/0"));
    }

    @Override
    ChangeEvent told(Account account, String name) {
      Ec2Client ec2 = account.client(Ec2Client.builder());
      String group =
          ec2.describeSecurityGroups(
                  r -> r.filters(Filter.builder().name("group-name").values(name).build()))
              .securityGroups()
              .getFirst()
              .groupId();
      String rule =
          ec2
              .describeSecurityGroupRules(
                  r -> r.filters(Filter.builder().name("group-id").values(group).build()))
              .securityGroupRules()
              .stream()
              .filter(one -> !one.isEgress())
              .findFirst()
              .orElseThrow()
              .securityGroupRuleId();
      return event(
          "ec2",
          "AuthorizeSecurityGroupIngress",
          "{'groupId':'%s','ipPermissions':{'items':[{'ipProtocol':'tcp','fromPort':5432,'toPort':5432,'ipRanges':{'items':[{'cidrIp':'0.0.0.0/0'}]}}]}}"
              .formatted(group),
          "{'securityGroupRuleSet':{'items':[{'securityGroupRuleId':'%s','isEgress':false,'ipProtocol':'tcp','fromPort':5432,'toPort':5432,'cidrIpv4':'0.0.0.0/0'}]}}"
              .formatted(rule));
    }

    @Override
    boolean isPutRight(Account account, String name) {
      return account
          .client(Ec2Client.builder())
          .describeSecurityGroups(
              r -> r.filters(Filter.builder().name("group-name").values(name).build()))
          .securityGroups()
          .getFirst()
          .ipPermissions()
          .isEmpty();
    }
  },

  A_POLICY_ON_A_ROLE(Family.IAM, 1) {
    @Override
    void happens(Account account, String name) {
      IamClient iam = account.client(IamClient.builder());
      iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument("{}"));
      String policy =
          iam.createPolicy(r -> r.policyName(name).policyDocument(ALL_OF_RDS)).policy().arn();
      iam.attachRolePolicy(r -> r.roleName(name).policyArn(policy));
    }

    @Override
    ChangeEvent told(Account account, String name) {
      String policy = "arn:aws:iam::123456789012:policy/" + name;
      return event(
          "iam",
          "AttachRolePolicy",
          "{'roleName':'%s','policyArn':'%s'}".formatted(name, policy),
          "null");
    }

    @Override
    boolean isPutRight(Account account, String name) {
      return account
          .client(IamClient.builder())
          .listAttachedRolePolicies(r -> r.roleName(name))
          .attachedPolicies()
          .isEmpty();
    }
  },

  A_DISABLED_KEY(Family.ADJACENT, 1) {
    @Override
    void happens(Account account, String name) {
      KmsClient kms = account.client(KmsClient.builder());
      var key = kms.createKey(r -> r.description(name)).keyMetadata();
      account
          .client(RdsClient.builder())
          .createDBCluster(r -> cluster(r, name).storageEncrypted(true).kmsKeyId(key.arn()));
      kms.disableKey(r -> r.keyId(key.keyId()));
    }

    @Override
    ChangeEvent told(Account account, String name) {
      return event("kms", "DisableKey", "{'keyId':'%s'}".formatted(key(account, name)), "null");
    }

    @Override
    boolean isPutRight(Account account, String name) {
      return account
          .client(KmsClient.builder())
          .describeKey(r -> r.keyId(key(account, name)))
          .keyMetadata()
          .enabled();
    }

    private static String key(Account account, String cluster) {
      return account
          .client(RdsClient.builder())
          .describeDBClusters(r -> r.dbClusterIdentifier(cluster))
          .dbClusters()
          .getFirst()
          .kmsKeyId();
    }
  };

  private static final String ALL_OF_RDS =
      "{\"Version\":\"2012-10-17\",\"Statement\":"
          + "[{\"Effect\":\"Allow\",\"Action\":\"rds:*\",\"Resource\":\"*\"}]}";

  static final Baseline BASELINE = Presets.named(Presets.RECOMMENDED);

  private final Family family;
  private final int controls;

  Breach(Family family, int controls) {
    this.family = family;
    this.controls = controls;
  }

  /// @param name of the resource, which nobody used before
  abstract void happens(Account account, String name);

  /// @return what CloudTrail tells of it, each time as of a call of its own
  abstract ChangeEvent told(Account account, String name);

  abstract boolean isPutRight(Account account, String name);

  Family family() {
    return family;
  }

  /// How many controls find something.
  int controls() {
    return controls;
  }

  /// A family's inventory and remediator.
  record Parts(Inventory inventory, Remediator remediator) {}

  Parts parts(Account account, Ledger ledger) {
    return switch (family) {
      case RDS -> {
        RdsClient rds = account.client(RdsClient.builder());
        var inventory = new RdsInventory(rds, account.client(Ec2Client.builder()));
        yield new Parts(inventory, new RdsRemediator(rds, inventory));
      }
      case NETWORK -> {
        Ec2Client ec2 = account.client(Ec2Client.builder());
        var inventory =
            new NetworkInventory(ec2, account.client(RdsClient.builder()), ledger, BASELINE);
        yield new Parts(inventory, new NetworkRemediator(ec2, inventory));
      }
      case IAM -> {
        IamClient iam = account.client(IamClient.builder());
        var inventory = new IamInventory(iam);
        yield new Parts(inventory, new IamRemediator(iam, inventory));
      }
      case ADJACENT -> {
        var inventory = new AdjacentInventory(account.adjacent(), ledger, BASELINE);
        yield new Parts(inventory, new AdjacentRemediator(account.adjacent(), inventory));
      }
    };
  }

  private static CreateDbClusterRequest.Builder cluster(
      CreateDbClusterRequest.Builder request, String name) {
    return request
        .dbClusterIdentifier(name)
        .engine("aurora-postgresql")
        .masterUsername("owner")
        .masterUserPassword("not-a-secret-here")
        .enableCloudwatchLogsExports("postgresql")
        .enableIAMDatabaseAuthentication(true);
  }

  private static ChangeEvent event(String service, String name, String request, String response) {
    String json =
        """
        {'version':'0','id':'envelope','detail-type':'AWS API Call via CloudTrail',
         'source':'aws.%1$s','account':'123456789012','region':'us-east-1',
         'time':'2026-11-25T12:00:00Z',
         'detail':{'eventID':'%5$s','eventSource':'%1$s.amazonaws.com','eventName':'%2$s',
           'eventTime':'2026-11-25T11:59:50Z','eventType':'AwsApiCall','readOnly':false,
           'awsRegion':'us-east-1','recipientAccountId':'123456789012',
           'sourceIPAddress':'198.51.100.7','requestID':'request-1',
           'userIdentity':{'type':'IAMUser','arn':'arn:aws:iam::123456789012:user/bob'},
           'requestParameters':%3$s,'responseElements':%4$s}}
        """
            .formatted(service, name, request, response, UUID.randomUUID())
            .replace('\'', '"');
    try {
      return EventReader.read(Json.MAPPER.readTree(json)).event();
    } catch (JsonProcessingException | UnreadableEvent mistake) {
      throw new IllegalStateException(json, mistake);
    }
  }
}
