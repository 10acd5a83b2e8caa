package dev.auroraguardrails.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.rds.model.RdsException;

class TroubleTest {
  @Test
  void saysWhichActionIsMissing() {
    assertThat(
            Trouble.sentence(
                refused(
                    "AccessDenied",
                    "User: arn:aws:iam::123456789012:user/bob is not authorized to perform:"
                        + " rds:DescribeDBClusters")))
        .isEqualTo(
            "AWS refused: User: arn:aws:iam::123456789012:user/bob is not authorized to perform:"
                + " rds:DescribeDBClusters (AccessDenied)");
  }

  @Test
  void saysHowToSignIn() {
    assertThat(Trouble.sentence(refused("ExpiredToken", "The security token is expired")))
        .contains("sign in again");
    assertThat(
            Trouble.sentence(
                SdkClientException.create(
                    "Unable to load credentials from any of the providers in the chain X")))
        .contains("--profile")
        .doesNotContain("chain");
  }

  @Test
  void saysHowToSetTheRegion() {
    assertThat(
            Trouble.sentence(SdkClientException.create("Unable to load region from any of the …")))
        .contains("--region");
  }

  @Test
  void aFailureWithoutWordsKeepsItsName() {
    assertThat(Trouble.sentence(new NullPointerException()))
        .isEqualTo("java.lang.NullPointerException");
  }

  private static AwsServiceException refused(String code, String message) {
    return RdsException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }
}
