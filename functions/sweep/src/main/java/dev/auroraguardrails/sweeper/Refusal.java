package dev.auroraguardrails.sweeper;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// AWS's refusal as a sentence fragment.
final class Refusal {
  private Refusal() {}

  /// @return `AccessDenied: User: … is not authorized to perform: rds:DescribeDBClusters …`
  static String of(AwsServiceException refused) {
    return Optional.ofNullable(refused.awsErrorDetails())
        .map(Refusal::of)
        .orElse(String.valueOf(refused.getMessage()));
  }

  private static String of(AwsErrorDetails details) {
    return details.errorCode() + ": " + details.errorMessage();
  }
}
