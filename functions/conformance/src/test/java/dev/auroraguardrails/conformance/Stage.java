package dev.auroraguardrails.conformance;

import dev.auroraguardrails.aws.DynamoDbLedger;
import dev.auroraguardrails.aws.ExemptionParameters;
import dev.auroraguardrails.aws.IncidentReader;
import dev.auroraguardrails.aws.PauseParameter;
import dev.auroraguardrails.aws.SnsAlerts;
import dev.auroraguardrails.cli.ExemptionNote;
import dev.auroraguardrails.cli.Undoing;
import dev.auroraguardrails.engine.Guardrail;
import dev.auroraguardrails.engine.Surroundings;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome.Deferred;
import dev.auroraguardrails.model.Trigger;
import dev.auroraguardrails.port.Alerts;
import dev.auroraguardrails.port.Ledger;
import dev.auroraguardrails.port.Remediator;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/// An account in which one thing was just broken, and the function whose work it is.
final class Stage {
  private final String name = "stage-" + UUID.randomUUID();
  private final Breach breach;
  private final Account people;
  private final Account guard;
  private final Ledger ledger;
  private final String topic;
  private final Trigger event;
  private final List<Alert> alerts = new ArrayList<>();
  private final List<String> corrections = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-25T12:00:00Z");

  Stage(URI endpoint, Breach breach, LethalCall lethal) {
    this.breach = breach;
    this.people = Account.quiet(endpoint);
    this.guard = new Account(endpoint, lethal);
    createTable();
    this.topic = people.client(SnsClient.builder()).createTopic(r -> r.name(name)).topicArn();
    this.ledger = new DynamoDbLedger(guard.client(DynamoDbClient.builder()), name, breach.family());
    breach.happens(people, name);
    this.event = new Trigger.Change(breach.told(people, name), 0, now);
  }

  /// A worker, new each time, gets the message, and gets it again for as long as it has to wait.
  void deliver() {
    deliver(event);
  }

  /// What stands was done by another call, and that is told.
  void deliverAnew() {
    deliver(new Trigger.Change(breach.told(people, name), 0, now));
  }

  /// A person undoes everything that was put back.
  ///
  /// @return how many incidents were undone
  int undoes(Duration length) {
    var undoing =
        new Undoing(
            people.client(RdsClient.builder()),
            people.client(Ec2Client.builder()),
            people.client(IamClient.builder()),
            people.adjacent(),
            new ExemptionNote(
                people.client(SsmClient.builder()),
                people.client(StsClient.builder()),
                ExemptionParameters.PATH),
            () -> now,
            this::passes,
            new PrintStream(OutputStream.nullOutputStream()));
    var reader = new IncidentReader(people.client(DynamoDbClient.builder()), name);
    return (int)
        reader.since(now.minus(Duration.ofDays(1))).incidents().stream()
            .filter(known -> undoing.shows(known, length) && undoing.carriesOut(known, length))
            .count();
  }

  private void deliver(Trigger first) {
    Guardrail worker = worker();
    Trigger trigger = first;
    for (int times = 0; times < 40; times++) {
      Optional<Duration> wait =
          worker.handle(trigger).stream()
              .map(Handled::outcome)
              .filter(Deferred.class::isInstance)
              .map(outcome -> ((Deferred) outcome).after())
              .min(Duration::compareTo);
      if (wait.isEmpty()) {
        return;
      }
      passes(wait.get());
      trigger = trigger.next();
    }
    throw new AssertionError("it never ended");
  }

  void passes(Duration time) {
    now = now.plus(time);
  }

  boolean isPutRight() {
    return breach.isPutRight(people, name);
  }

  List<Alert> alerts() {
    return alerts;
  }

  /// The corrective calls that were begun.
  List<String> corrections() {
    return corrections;
  }

  /// What the ledger holds, read by a client that nothing happens to.
  Ledger ledger() {
    return new DynamoDbLedger(people.client(DynamoDbClient.builder()), name, breach.family());
  }

  private Guardrail worker() {
    Breach.Parts parts = breach.parts(guard, ledger);
    Remediator remediator =
        call -> {
          boolean needed = !isPutRight();
          Remediator.Applied applied;
          try {
            applied = parts.remediator().apply(call);
          } finally {
            if (needed && isPutRight()) {
              corrections.add(call.toString());
            } else if (!needed) {
              corrections.add("needless: " + call);
            }
          }
          return applied;
        };
    var sns = new SnsAlerts(guard.client(SnsClient.builder()), topic);
    return new Guardrail(
        breach.family(),
        Breach.BASELINE,
        parts.inventory(),
        remediator,
        ledger,
        new Recorded(sns, alerts),
        new Surroundings(
            () -> now,
            () -> UUID.randomUUID().toString(),
            new PauseParameter(guard.client(SsmClient.builder()), PauseParameter.NAME, () -> now),
            new ExemptionParameters(
                guard.client(SsmClient.builder()), ExemptionParameters.PATH, () -> now),
            Optional.empty()));
  }

  /// Alerts that also stay here.
  private record Recorded(Alerts sns, List<Alert> all) implements Alerts {
    @Override
    public void publish(Alert alert) {
      all.add(alert);
      sns.publish(alert);
    }

    @Override
    public void publish(List<Alert> alerts) {
      all.addAll(alerts);
      sns.publish(alerts);
    }
  }

  private void createTable() {
    DynamoDbClient client = people.client(DynamoDbClient.builder());
    client.createTable(
        r ->
            r.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.S)
                        .build()));
  }
}
