package dev.auroraguardrails.cli;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/// What went wrong, in one sentence that says what to do.
final class Trouble {
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");
  private static final Set<String> UNKNOWN_KEY =
      Set.of("InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch");

  private Trouble() {}

  static String sentence(Throwable failure) {
    if (failure instanceof AwsServiceException refused) {
      return Optional.ofNullable(refused.awsErrorDetails())
          .map(Trouble::refused)
          .orElse("AWS answered with an error: " + refused.getMessage());
    }
    if (failure instanceof SdkClientException client) {
      return client(String.valueOf(client.getMessage()));
    }
    return Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
  }

  private static String refused(AwsErrorDetails details) {
    String code = String.valueOf(details.errorCode());
    if (EXPIRED.contains(code)) {
      return "the AWS credentials have expired; sign in again (aws sso login)";
    }
    if (UNKNOWN_KEY.contains(code)) {
      return "AWS does not know these credentials (%s); check AWS_PROFILE or --profile"
          .formatted(code);
    }
    return "AWS refused: %s (%s)".formatted(details.errorMessage(), code);
  }

  /// The SDK has no types for these.
  private static String client(String message) {
    if (message.startsWith("Unable to load credentials")) {
      return "no AWS credentials were found; sign in (aws sso login, aws configure) or name a"
          + " profile by --profile";
    }
    if (message.startsWith("Unable to load region")) {
      return "no AWS Region is set; give --region, or set AWS_REGION";
    }
    if (message.startsWith("Unable to execute HTTP request")) {
      return message.replaceFirst("Unable to execute HTTP request: ", "AWS cannot be reached: ")
          + "; check the network and AWS_ENDPOINT_URL";
    }
    return message;
  }
}
