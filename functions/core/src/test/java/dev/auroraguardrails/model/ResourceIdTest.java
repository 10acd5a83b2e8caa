package dev.auroraguardrails.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.ResourceId.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceIdTest {

  @ParameterizedTest
  @CsvSource({
    "DB_CLUSTER, us-east-1, arn:aws:rds:us-east-1:123456789012:cluster:x",
    "DB_CLUSTER_SNAPSHOT, eu-west-1, arn:aws:rds:eu-west-1:123456789012:cluster-snapshot:x",
    "DB_INSTANCE, eu-west-1, arn:aws:rds:eu-west-1:123456789012:db:x",
    "DB_CLUSTER_PARAMETER_GROUP, eu-west-1, arn:aws:rds:eu-west-1:123456789012:cluster-pg:x",
    "GLOBAL_CLUSTER, eu-west-1, arn:aws:rds::123456789012:global-cluster:x",
    "SECURITY_GROUP, us-gov-west-1, arn:aws-us-gov:ec2:us-gov-west-1:123456789012:security-group/x",
    "ROLE, us-east-1, arn:aws:iam::123456789012:role/x",
    "USER, cn-north-1, arn:aws-cn:iam::123456789012:user/x",
    "GROUP, us-east-1, arn:aws:iam::123456789012:group/x",
  })
  void theArnIsAsAwsWritesIt(Kind kind, String region, String arn) {
    assertThat(new ResourceId(kind, "123456789012", region, "x").arn()).isEqualTo(arn);
  }
}
