package dev.auroraguardrails.iam;

import dev.auroraguardrails.aws.ServiceErrors;
import dev.auroraguardrails.model.Remediation.GivePolicyBack;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ConcurrentModificationException;
import software.amazon.awssdk.services.iam.model.EntityTemporarilyUnmodifiableException;

/// Gives policies back, where it is known how: by a function that alone has the right to, or with
/// the credentials of whoever runs the command line.
@FunctionalInterface
interface Restorer {

  /// @return what came of it
  /// @throws RuntimeException on throttling, 5xx or a lost connection
  Given give(GivePolicyBack back);

  /// What came of it: one of the three is there.
  ///
  /// @param requestId the id of the call that went through
  /// @param busy why it was not possible now
  /// @param refused why it is not possible at all
  record Given(Optional<String> requestId, Optional<String> busy, Optional<String> refused) {
    static Given done(String requestId) {
      return new Given(Optional.of(requestId), Optional.empty(), Optional.empty());
    }

    static Given refused(String reason) {
      return new Given(Optional.empty(), Optional.empty(), Optional.of(reason));
    }
  }

  /// With the client's own credentials.
  static Restorer by(IamClient iam) {
    var giver = new PolicyGiver(iam);
    return back -> {
      try {
        return Given.done(giver.give(back));
      } catch (ConcurrentModificationException | EntityTemporarilyUnmodifiableException e) {
        return new Given(Optional.empty(), Optional.of(ServiceErrors.reason(e)), Optional.empty());
      } catch (AwsServiceException e) {
        if (e.isThrottlingException() || e.statusCode() >= 500) {
          throw e;
        }
        return Given.refused(ServiceErrors.reason(e));
      }
    };
  }
}
