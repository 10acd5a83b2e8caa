package dev.auroraguardrails.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.aws.Wire;
import dev.auroraguardrails.model.Resource.DbSubnetGroup;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.rds.RdsClient;

class SubnetGroupsTest {
  private static final ResourceId DATABASES =
      new ResourceId(Kind.DB_SUBNET_GROUP, "111122223333", "eu-central-1", "databases");

  private final Wire wire = new Wire();
  private final SubnetGroups groups =
      new SubnetGroups(wire.client(RdsClient.builder()), wire.client(Ec2Client.builder()));

  @Test
  void aSubnetIsAsPublicAsItsOwnTableOrElseTheMainOne() {
    wire.answers(group("subnet-own", "subnet-open", "subnet-main"))
        .answers(
            tables(
                table("nat-1", "<item><subnetId>subnet-own</subnetId></item>"),
                table("igw-1", "<item><subnetId>subnet-open</subnetId></item>"),
                table("igw-1", "<item><main>true</main></item>")));

    assertThat(groups.read(DATABASES))
        .contains(
            new DbSubnetGroup(
                DATABASES, Map.of("subnet-own", false, "subnet-open", true, "subnet-main", true)));
    assertThat(wire.calls())
        .containsExactly(
            "DescribeDBSubnetGroups DBSubnetGroupName=databases",
            "DescribeRouteTables Filter.1.Name=vpc-id Filter.1.Value.1=vpc-1");
  }

  @Test
  void whereTheMainTableIsPrivateSubnetsWithoutOneOfTheirOwnArePrivate() {
    wire.answers(group("subnet-main"))
        .answers(tables(table("vgw-1", "<item><main>true</main></item>")));

    assertThat(groups.read(DATABASES).orElseThrow().subnets())
        .isEqualTo(Map.of("subnet-main", false));
  }

  @Test
  void aGroupThatIsGoneIsEmpty() {
    wire.fails(404, "DBSubnetGroupNotFoundFault");

    assertThat(groups.read(DATABASES)).isEmpty();
  }

  private static String group(String... subnets) {
    var items = new StringBuilder();
    for (String subnet : subnets) {
      items
          .append("<Subnet><SubnetIdentifier>")
          .append(subnet)
          .append("</SubnetIdentifier></Subnet>");
    }
    return "<DBSubnetGroups><DBSubnetGroup><VpcId>vpc-1</VpcId><Subnets>%s</Subnets></DBSubnetGroup></DBSubnetGroups>"
        .formatted(items);
  }

  private static String tables(String... tables) {
    return "<routeTableSet>" + String.join("", tables) + "</routeTableSet>";
  }

  private static String table(String gateway, String associations) {
    return "<item><routeSet><item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><gatewayId>%s</gatewayId></item></routeSet><associationSet>%s</associationSet></item>"
        .formatted(gateway, associations);
  }
}
