package dev.auroraguardrails.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;

class ClientsTest {

  @ParameterizedTest
  @CsvSource({
    "eu-central-1,aws-global",
    "cn-north-1,aws-cn-global",
    "us-gov-west-1,aws-us-gov-global"
  })
  void iamIsCalledInItsPartition(String region, String global) {
    assertThat(Clients.global(Region.of(region)).id()).isEqualTo(global);
  }
}
