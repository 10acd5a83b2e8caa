package dev.auroraguardrails.control.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbSubnetGroup;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubnetGroupsArePrivateTest {
  private final Judge<DbSubnetGroup> judge = Judge.by(new SubnetGroupsArePrivate());

  @Test
  void aPublicSubnetIsTold() {
    var group = group(Map.of("subnet-1", false, "subnet-2", true));

    assertThat(judge.blames(group).evidence())
        .isEqualTo("subnet group databases holds subnet-2 with a route to the internet");
    assertThat(judge.doubts(group)).isEqualTo("which subnets it held before is not known");
  }

  @Test
  void whatItHeldBeforeIsInTheCommand() {
    judge.whenLastGoodWas(group(Map.of("subnet-3", false, "subnet-1", false)));

    assertThat(judge.doubts(group(Map.of("subnet-2", true))))
        .endsWith(
            "aws rds modify-db-subnet-group --region us-east-1 --db-subnet-group-name databases"
                + " --subnet-ids subnet-1 subnet-3");
  }

  @Test
  void privateSubnetsAreLeftAlone() {
    judge.passes(group(Map.of("subnet-1", false, "subnet-2", false)));
  }

  private static DbSubnetGroup group(Map<String, Boolean> subnets) {
    return new DbSubnetGroup(Given.id(Kind.DB_SUBNET_GROUP, "databases"), subnets);
  }
}
