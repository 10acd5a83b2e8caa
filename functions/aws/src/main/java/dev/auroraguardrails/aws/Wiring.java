package dev.auroraguardrails.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.engine.EventReader;
import dev.auroraguardrails.engine.Guardrail;
import dev.auroraguardrails.engine.Surroundings;
import dev.auroraguardrails.engine.UnreadableEvent;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.port.Alerts;
import dev.auroraguardrails.port.Inventory;
import dev.auroraguardrails.port.Ledger;
import dev.auroraguardrails.port.Remediator;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// A function's parts, put together from what the template gives it.
public final class Wiring {
  /// These are made beside what is made here: most of a cold start is the loading of the clients'
  /// classes, and Lambda gives a starting function two cores.
  private final Aside<SsmClient> ssm = new Aside<>(() -> Clients.build(SsmClient.builder()));

  private final Aside<SnsClient> sns = new Aside<>(() -> Clients.build(SnsClient.builder()));
  private final Aside<SqsClient> sqs = new Aside<>(() -> Clients.build(SqsClient.builder()));

  private final Baseline baseline = PackedBaseline.read();
  private final String label;
  private final Optional<Family> family;
  private final Ledger ledger;
  private final String topic;
  private final Origin origin;

  private Wiring(String label, Optional<Family> family) {
    this.label = label;
    this.family = family;
    this.ledger =
        new DynamoDbLedger(
            Clients.build(DynamoDbClient.builder()), Variables.required("LEDGER_TABLE"), label);
    this.topic = Variables.required("TOPIC_ARN");
    this.origin = Origin.ofQueue(Variables.required("QUEUE_URL"));
  }

  /// @return the parts of a function, by its environment: `LEDGER_TABLE`, `TOPIC_ARN`, `QUEUE_URL`,
  ///     `ROLE_ARN` and `PAUSE_PARAMETER`
  /// @throws IllegalStateException naming the variable that is missing
  public static Wiring of(Family family) {
    return new Wiring(family.label(), Optional.of(family));
  }

  /// @return the parts of the function that guards the guard; it has no controls
  /// @throws IllegalStateException naming the variable that is missing
  public static Wiring ofTamper() {
    return new Wiring(Keys.TAMPER, Optional.empty());
  }

  public Ledger ledger() {
    return ledger;
  }

  /// @return the baseline that is packed into the artifact
  public Baseline baseline() {
    return baseline;
  }

  /// @return whether people stopped the guard; read anew after a restore
  public PauseParameter pause() {
    var pause =
        new PauseParameter(
            ssm.get(), Variables.required("PAUSE_PARAMETER"), InstantSource.system());
    Snapshots.register(List.of(() -> ledger.incident(Priming.NOBODY)), List.of(pause::forget));
    return pause;
  }

  /// @throws java.util.NoSuchElementException for the function that has no controls
  public Guardrail guardrail(Inventory inventory, Remediator remediator) {
    var pause =
        new PauseParameter(
            ssm.get(), Variables.required("PAUSE_PARAMETER"), InstantSource.system());
    var exemptions =
        new ExemptionParameters(ssm.get(), ExemptionParameters.PATH, InstantSource.system());
    Snapshots.register(
        Priming.of(family.orElseThrow(), inventory, ledger),
        List.of(pause::forget, exemptions::forget));
    return new Guardrail(
        family.orElseThrow(),
        baseline,
        inventory,
        remediator,
        ledger,
        alerts(),
        surroundings(pause, exemptions, Variables.required("ROLE_ARN")));
  }

  /// Nothing in it is chosen before it is asked for, so that no two copies of a snapshot share it.
  static Surroundings surroundings(
      PauseParameter pause, ExemptionParameters exemptions, String ownRole) {
    return new Surroundings(
        InstantSource.system(),
        () -> UUID.randomUUID().toString(),
        pause,
        exemptions,
        Optional.of(ownRole));
  }

  /// @return the topic of all alerts
  public Alerts alerts() {
    return new SnsAlerts(sns.get(), topic);
  }

  public Requeue requeue() {
    return new Requeue(sqs.get(), origin.queueUrl());
  }

  public Bodies bodies() {
    return new MessageReader(
        envelope -> event(envelope, origin), origin::check, InstantSource.system());
  }

  public Forgeries forgeries() {
    return new Forgeries(alerts(), origin, InstantSource.system());
  }

  public Figures figures() {
    return new Figures(label, InstantSource.system());
  }

  /// A message is trusted no further than its envelope, so there must be one.
  static Optional<ChangeEvent> event(JsonNode envelope, Origin origin) throws UnreadableBody {
    if (!envelope.has("detail") || !envelope.has("source")) {
      throw new UnreadableBody("wanted an EventBridge event with source and detail");
    }
    origin.check(envelope);
    try {
      return Optional.of(EventReader.read(envelope).event());
    } catch (UnreadableEvent unreadable) {
      throw new UnreadableBody(String.valueOf(unreadable.getMessage()));
    }
  }
}
