package dev.auroraguardrails.tamper;

import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.aws.Engine;
import dev.auroraguardrails.aws.PauseParameter;
import dev.auroraguardrails.aws.QueueHandler;
import dev.auroraguardrails.aws.RegionalEngine;
import dev.auroraguardrails.aws.SnsAlerts;
import dev.auroraguardrails.aws.Variables;
import dev.auroraguardrails.aws.Wiring;
import dev.auroraguardrails.engine.Outbox;
import dev.auroraguardrails.port.Alerts;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// The function that guards the guard.
public final class TamperHandler extends QueueHandler {

  /// Lambda makes one for each execution environment.
  public TamperHandler() {
    var wiring = Wiring.ofTamper();
    var pause = wiring.pause();
    var parts = GuardParts.parse(Variables.required("GUARD_PARTS"));
    super(
        wiring.bodies(),
        new RegionalEngine(Clients.region(), region -> engine(wiring, pause, parts, region)),
        wiring.requeue(),
        wiring.forgeries(),
        wiring.figures());
  }

  private static Engine engine(
      Wiring wiring, PauseParameter pause, GuardParts parts, String region) {
    InstantSource clock = InstantSource.system();
    Consumer<String> called = id -> wiring.ledger().called(id, clock.instant());
    return new TamperGuard(
        parts,
        wiring.baseline().guard(),
        new RuleKeeper(Clients.build(EventBridgeClient.builder(), region), called),
        new TrailKeeper(Clients.build(CloudTrailClient.builder(), region), called),
        new Settings(Clients.build(SsmClient.builder(), region)),
        pause,
        wiring.ledger(),
        new Outbox(wiring.ledger(), new TwoChannels(wiring.alerts(), second())),
        clock);
  }

  /// A topic of another account or Region stays where nobody here can reach it.
  private static Optional<Alerts> second() {
    String topic = System.getenv("SECOND_TOPIC_ARN");
    return topic == null || topic.isBlank()
        ? Optional.empty()
        : Optional.of(
            new SnsAlerts(Clients.build(SnsClient.builder(), topic.split(":", -1)[3]), topic));
  }
}
