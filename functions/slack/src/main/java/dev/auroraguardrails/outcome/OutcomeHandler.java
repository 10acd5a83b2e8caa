package dev.auroraguardrails.outcome;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.aws.Variables;
import dev.auroraguardrails.model.Alert;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// The function that puts each outcome on an event bus, in the form of `outcome.schema.json`. What
/// else comes by the topic is passed over: CloudWatch sends events of its alarms itself.
public final class OutcomeHandler implements RequestHandler<SNSEvent, String> {
  static final String SOURCE = "aurora-guardrails";
  static final String DETAIL_TYPE = "AuroraGuardrails Outcome";

  private static final Logger LOG = LoggerFactory.getLogger(OutcomeHandler.class);

  private final EventBridgeClient events;
  private final String bus;

  /// Lambda makes one for each execution environment, by `OUTCOME_BUS`: a bus's name or ARN.
  public OutcomeHandler() {
    this(Clients.build(EventBridgeClient.builder()), Variables.required("OUTCOME_BUS"));
  }

  OutcomeHandler(EventBridgeClient events, String bus) {
    this.events = events;
    this.bus = bus;
  }

  @Override
  public String handleRequest(SNSEvent event, Context context) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          event.getRecords().forEach(record -> tell(record.getSNS().getMessage()));
          return "told";
        });
  }

  private void tell(String message) {
    Optional<Alert> alert = TopicAlert.read(message);
    alert.ifPresentOrElse(told -> put(told, message), () -> LOG.info("no alert, passed over"));
  }

  /// An entry may fail in an answer of 200, so that is looked for.
  private void put(Alert alert, String detail) {
    PutEventsResponse answer =
        events.putEvents(
            r ->
                r.entries(
                    PutEventsRequestEntry.builder()
                        .eventBusName(bus)
                        .source(SOURCE)
                        .detailType(DETAIL_TYPE)
                        .time(alert.at())
                        .resources(alert.resource())
                        .detail(detail)
                        .build()));
    if (answer.failedEntryCount() > 0) {
      throw new IllegalStateException(
          "EventBridge refused %s: %s"
              .formatted(alert.alertId(), answer.entries().getFirst().errorCode()));
    }
    LOG.info("put on the bus", entry("alert", alert.alertId()));
  }
}
