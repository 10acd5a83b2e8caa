package dev.auroraguardrails.aws;

import dev.auroraguardrails.port.Remediator.Applied;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// What an error answer to a corrective call means, the same for every service.
public final class ServiceErrors {
  private ServiceErrors() {}

  /// Tells a refusal from a failure of the moment.
  ///
  /// @return the refusal: a person must act
  /// @throws AwsServiceException the error itself on throttling and 5xx; the event is tried again
  public static Applied refused(AwsServiceException error) {
    if (error.isThrottlingException() || error.statusCode() >= 500) {
      throw error;
    }
    return new Applied.Refused(reason(error));
  }

  /// Gives `code: message`, as AWS says it.
  public static String reason(AwsServiceException error) {
    return error.awsErrorDetails().errorCode() + ": " + error.awsErrorDetails().errorMessage();
  }
}
