package dev.auroraguardrails.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.adjacent.AdjacentClients;
import dev.auroraguardrails.adjacent.AdjacentInventory;
import dev.auroraguardrails.adjacent.AdjacentRemediator;
import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.aws.DynamoDbLedger;
import dev.auroraguardrails.aws.ExemptionParameters;
import dev.auroraguardrails.aws.PauseParameter;
import dev.auroraguardrails.aws.SnsAlerts;
import dev.auroraguardrails.aws.StreamAlerts;
import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.engine.EventReader;
import dev.auroraguardrails.engine.Guardrail;
import dev.auroraguardrails.engine.InMemoryLedger;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.engine.Surroundings;
import dev.auroraguardrails.engine.UnreadableEvent;
import dev.auroraguardrails.iam.IamInventory;
import dev.auroraguardrails.iam.IamRemediator;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome.Deferred;
import dev.auroraguardrails.model.Pause;
import dev.auroraguardrails.model.TemporaryExemptions;
import dev.auroraguardrails.model.Trigger;
import dev.auroraguardrails.network.NetworkInventory;
import dev.auroraguardrails.network.NetworkRemediator;
import dev.auroraguardrails.port.Alerts;
import dev.auroraguardrails.port.Inventory;
import dev.auroraguardrails.port.Ledger;
import dev.auroraguardrails.port.Remediator;
import dev.auroraguardrails.rds.RdsInventory;
import dev.auroraguardrails.rds.RdsRemediator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// All families in one process, as the functions are, each made when its first event comes.
final class LocalGuard {
  private final Baseline baseline;
  private final Duration patience;
  private final Alerts alerts;
  private final Supplier<Pause> pause;
  private final Supplier<TemporaryExemptions> exemptions;
  private final Function<Family, Ledger> ledgers;
  private final Map<Family, Guardrail> guardrails = new EnumMap<>(Family.class);

  /// As a function is: by what its environment names.
  ///
  /// @param waitSeconds how long a deferred event is tried again
  /// @param pauseParameter the SSM parameter that tells of a pause; empty: never paused, and
  ///     nothing is exempted for a while
  LocalGuard(Baseline baseline, int waitSeconds, Optional<String> pauseParameter) {
    this(
        baseline,
        Duration.ofSeconds(waitSeconds),
        variable("TOPIC_ARN")
            .<Alerts>map(topic -> new SnsAlerts(Clients.build(SnsClient.builder()), topic))
            .orElseGet(() -> new StreamAlerts(System.err)),
        pauseParameter
            .<Supplier<Pause>>map(
                name ->
                    new PauseParameter(
                        Clients.build(SsmClient.builder()), name, InstantSource.system()))
            .orElse(Pause::never),
        pauseParameter
            .<Supplier<TemporaryExemptions>>map(
                name ->
                    new ExemptionParameters(
                        Clients.build(SsmClient.builder()),
                        ExemptionParameters.PATH,
                        InstantSource.system()))
            .orElse(() -> TemporaryExemptions.NONE),
        LocalGuard::ledger);
  }

  private LocalGuard(
      Baseline baseline,
      Duration patience,
      Alerts alerts,
      Supplier<Pause> pause,
      Supplier<TemporaryExemptions> exemptions,
      Function<Family, Ledger> ledgers) {
    this.baseline = baseline;
    this.patience = patience;
    this.alerts = alerts;
    this.pause = pause;
    this.exemptions = exemptions;
    this.ledgers = ledgers;
  }

  /// For a person who sits before it: nothing is published or kept, and nothing stops it but the
  /// baseline.
  static LocalGuard ofAPerson(Baseline baseline, Duration patience) {
    return new LocalGuard(
        baseline.withoutBrakes(),
        patience,
        alert -> {},
        Pause::never,
        () -> TemporaryExemptions.NONE,
        family -> new InMemoryLedger());
  }

  /// @param line one event as JSON
  /// @return the answer: `eventId`, `outcomes`, `ms` and `err`
  Map<String, @Nullable Object> answer(String line) {
    long start = System.nanoTime();
    var answer = new LinkedHashMap<String, @Nullable Object>();
    answer.put("eventId", null);
    List<Map<String, String>> outcomes = new ArrayList<>();
    answer.put("outcomes", outcomes);
    @Nullable String err = null;
    try {
      JsonNode event = Json.MAPPER.readTree(line);
      ChangeEvent read = EventReader.read(event).event();
      answer.put("eventId", read.eventId());
      handle(read).forEach(handled -> outcomes.add(line(handled)));
    } catch (JsonProcessingException notJson) {
      err = "not JSON: " + notJson.getOriginalMessage();
    } catch (UnreadableEvent | RuntimeException failed) {
      err = String.valueOf(failed.getMessage());
    }
    answer.put("ms", Math.round((System.nanoTime() - start) / 1e4) / 100.0);
    answer.put("err", err);
    return answer;
  }

  private List<Handled> handle(ChangeEvent event) {
    Optional<Family> family =
        java.util.Arrays.stream(Family.values())
            .filter(f -> f.sources().contains(event.source()))
            .findFirst();
    if (family.isEmpty() || !event.changedSomething()) {
      return List.of();
    }
    return handle(family.get(), new Trigger.Change(event, 0, Instant.now()));
  }

  /// Handles what happened, and while it has to wait and there is patience, again.
  List<Handled> handle(Family family, Trigger first) {
    Guardrail guardrail = guardrails.computeIfAbsent(family, this::guardrail);
    Trigger trigger = first;
    Instant end = Instant.now().plus(patience);
    List<Handled> handled = guardrail.handle(trigger);
    Optional<Duration> wait = wait(handled);
    while (wait.isPresent() && !Instant.now().plus(wait.get()).isAfter(end)) {
      sleep(wait.get());
      trigger = trigger.next();
      handled = guardrail.handle(trigger);
      wait = wait(handled);
    }
    return handled;
  }

  private static Optional<Duration> wait(List<Handled> handled) {
    return handled.stream()
        .map(Handled::outcome)
        .filter(Deferred.class::isInstance)
        .map(deferred -> ((Deferred) deferred).after())
        .min(Duration::compareTo);
  }

  private static void sleep(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a deferred event");
    }
  }

  private static Map<String, String> line(Handled handled) {
    var line = new LinkedHashMap<String, String>();
    line.put("control", handled.control());
    line.put("resource", handled.resource());
    line.put("decision", handled.decision());
    line.put("outcome", handled.outcome().label());
    line.put("reason", handled.outcome().reason());
    return line;
  }

  private Guardrail guardrail(Family family) {
    Ledger ledger = ledgers.apply(family);
    return switch (family) {
      case RDS -> {
        RdsClient rds = Clients.build(RdsClient.builder());
        var inventory = new RdsInventory(rds, Clients.build(Ec2Client.builder()));
        yield guardrail(family, inventory, new RdsRemediator(rds, inventory), ledger);
      }
      case NETWORK -> {
        Ec2Client ec2 = Clients.build(Ec2Client.builder());
        var inventory =
            new NetworkInventory(ec2, Clients.build(RdsClient.builder()), ledger, baseline);
        yield guardrail(family, inventory, new NetworkRemediator(ec2, inventory), ledger);
      }
      case IAM -> {
        IamClient iam = Clients.buildGlobal(IamClient.builder());
        var inventory = new IamInventory(iam);
        yield guardrail(family, inventory, new IamRemediator(iam, inventory), ledger);
      }
      case ADJACENT -> {
        AdjacentClients clients = AdjacentClients.of(Clients.region());
        var inventory = new AdjacentInventory(clients, ledger, baseline);
        yield guardrail(family, inventory, new AdjacentRemediator(clients, inventory), ledger);
      }
    };
  }

  private Guardrail guardrail(
      Family family, Inventory inventory, Remediator remediator, Ledger ledger) {
    return new Guardrail(
        family,
        baseline,
        inventory,
        remediator,
        ledger,
        alerts,
        new Surroundings(
            InstantSource.system(),
            () -> UUID.randomUUID().toString(),
            pause,
            exemptions,
            variable("ROLE_ARN")));
  }

  private static Ledger ledger(Family family) {
    return variable("LEDGER_TABLE")
        .<Ledger>map(
            table -> new DynamoDbLedger(Clients.build(DynamoDbClient.builder()), table, family))
        .orElseGet(InMemoryLedger::new);
  }

  static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }
}
