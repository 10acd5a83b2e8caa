package dev.auroraguardrails.aws;

import dev.auroraguardrails.model.Trigger;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Sends an event that must wait to the function's own queue again.
public final class Requeue {
  private static final long LONGEST_DELAY = 900; // SQS takes no more

  private final SqsClient sqs;
  private final String queueUrl;

  public Requeue(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /// Sends the event again.
  ///
  /// @param body the message as it came
  /// @param trigger what was read from it
  /// @param after how long it has to wait; longer than 15 minutes takes more than one round
  void send(String body, Trigger trigger, Duration after) throws UnreadableBody {
    Trigger next = trigger.next();
    String again = Message.parse(body).again(next.attempt(), next.firstSeen()).body();
    long seconds = Math.clamp(after.plusMillis(999).toSeconds(), 0, LONGEST_DELAY);
    sqs.sendMessage(r -> r.queueUrl(queueUrl).messageBody(again).delaySeconds((int) seconds));
  }
}
