package dev.auroraguardrails.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.aws.AwsWire;
import dev.auroraguardrails.aws.LambdaContext;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;

class ChatHandlerTest {
  private static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:chat";

  private final AwsWire wire = new AwsWire();
  private final ChatHandler handler = new ChatHandler(wire.client(SnsClient.builder()), TOPIC);

  @Test
  void whatComesIsHandedOnInItsOtherForm() {
    wire.answer(
        "Publish",
        "<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>");
    handler.handleRequest(Alerts.event(Alerts.reverted()), new LambdaContext());

    assertThat(wire.calls())
        .singleElement()
        .asString()
        .startsWith("Action=Publish TopicArn=" + TOPIC + " Message={")
        .endsWith(Notification.of(new Incoming.OfGuard(Alerts.reverted())).json());
  }

  @Test
  void whatCouldNotBeHandedOnIsAnError() {
    wire.answer(
        "Publish",
        403,
        "<ErrorResponse><Error><Code>AuthorizationError</Code></Error></ErrorResponse>");
    var event = Alerts.event(Alerts.reverted());
    assertThatThrownBy(() -> handler.handleRequest(event, new LambdaContext()))
        .isInstanceOf(SnsException.class);
  }
}
