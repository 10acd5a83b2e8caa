package dev.auroraguardrails.cli;

import dev.auroraguardrails.adjacent.AdjacentClients;
import dev.auroraguardrails.adjacent.AdjacentInventory;
import dev.auroraguardrails.aws.IncidentReader.Known;
import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.engine.InMemoryLedger;
import dev.auroraguardrails.engine.Undo;
import dev.auroraguardrails.iam.IamInventory;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.TemporaryExemption;
import dev.auroraguardrails.network.NetworkInventory;
import dev.auroraguardrails.port.Inventory;
import dev.auroraguardrails.rds.RdsInventory;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;

/// Undoes one incident's revert. The exemption comes first, and the calls only when every function
/// must have read it: a function believes for 30 seconds what it read.
public final class Undoing {
  /// Longer than a function believes that there is no exemption.
  static final Duration UNTIL_KNOWN = Duration.ofSeconds(35);

  private final Inventory rdsState;
  private final Inventory networkState;
  private final Inventory iamState;
  private final Inventory adjacentState;
  private final UndoCalls calls;
  private final ExemptionNote note;
  private final InstantSource clock;
  private final Consumer<Duration> sleep;
  private final PrintStream out;

  /// @param note where the exemption is written
  /// @param sleep waits that long
  /// @param out where a person reads what is done
  public Undoing(
      RdsClient rds,
      Ec2Client ec2,
      IamClient iam,
      AdjacentClients adjacent,
      ExemptionNote note,
      InstantSource clock,
      Consumer<Duration> sleep,
      PrintStream out) {
    this.rdsState = new RdsInventory(rds, ec2);
    this.networkState =
        new NetworkInventory(ec2, rds, new InMemoryLedger(), Presets.named(Presets.RECOMMENDED));
    this.iamState = new IamInventory(iam);
    this.adjacentState =
        new AdjacentInventory(adjacent, new InMemoryLedger(), Presets.named(Presets.RECOMMENDED));
    this.calls = new UndoCalls(rds, ec2, iam, adjacent);
    this.note = note;
    this.clock = clock;
    this.sleep = sleep;
    this.out = out;
  }

  /// Says what would be done, or why it cannot be.
  ///
  /// @return whether it can be undone
  public boolean shows(Known known, Duration length) {
    List<String> hindrances = hindrances(known);
    if (!hindrances.isEmpty()) {
      say("It cannot be undone:");
      hindrances.forEach(one -> say("  " + one));
      return false;
    }
    Alert alert = known.incident().alert();
    say(
        "%s put back on %s: %s"
            .formatted(alert.control().id(), alert.resource(), alert.evidence()));
    say("It is exempted for " + length + ", and then undone by:");
    known.incident().calls().stream()
        .flatMap(call -> Undo.commands(call).stream())
        .forEach(command -> say("  " + command));
    return true;
  }

  /// @return whether it was undone
  public boolean carriesOut(Known known, Duration length) {
    Alert alert = known.incident().alert();
    TemporaryExemption exemption =
        note.write(
            ExemptCommand.newId(),
            alert.control().id(),
            alert.resource(),
            "undo of " + known.id(),
            clock.instant(),
            length);
    boolean undone = false;
    try {
      say(
          "Exempted by %s; waiting %d seconds until every function knows."
              .formatted(exemption.id(), UNTIL_KNOWN.toSeconds()));
      sleep.accept(UNTIL_KNOWN);
      List<String> hindrances = hindrances(known);
      hindrances.forEach(one -> say("It cannot be undone any more: " + one));
      if (hindrances.isEmpty()) {
        known.incident().calls().reversed().forEach(calls::undo);
        undone = true;
        say("Undone. The guard leaves it alone until " + exemption.until() + ".");
      }
    } finally {
      if (!undone) {
        note.end(exemption.id());
      }
    }
    return undone;
  }

  private List<String> hindrances(Known known) {
    Alert alert = known.incident().alert();
    if (!known.incident().done() || !alert.outcome().equals("reverted")) {
      return List.of("nothing was put back (%s: %s)".formatted(alert.outcome(), alert.reason()));
    }
    if (known.incident().calls().isEmpty()) {
      return List.of("what was put back was not kept as data; by hand: " + alert.undo());
    }
    var all = new ArrayList<String>();
    for (Remediation call : known.incident().calls()) {
      Optional<Resource> now = inventory(call.target()).read(call.target(), Undo.parts(call));
      now.ifPresentOrElse(
          state -> all.addAll(Undo.hindrances(call, state)),
          () -> all.add(call.target() + " is not there"));
    }
    return all;
  }

  private Inventory inventory(ResourceId id) {
    return switch (id.kind()) {
      case SECURITY_GROUP, PREFIX_LIST, ROUTE_TABLE, NETWORK_ACL, VPC_PART -> networkState;
      case ROLE, USER, GROUP, POLICY -> iamState;
      case ENCRYPTION_KEY, SECRET, LOG_GROUP, BACKUP_PLAN, BACKUP_VAULT, DETECTOR -> adjacentState;
      case DB_CLUSTER,
          DB_CLUSTER_SNAPSHOT,
          DB_INSTANCE,
          DB_CLUSTER_PARAMETER_GROUP,
          GLOBAL_CLUSTER,
          DB_SUBNET_GROUP,
          AUTOMATED_BACKUP,
          BLUE_GREEN_DEPLOYMENT,
          EVENT_SUBSCRIPTION,
          EXPORT_TASK,
          INTEGRATION ->
          rdsState;
    };
  }

  private void say(String line) {
    out.println(Terminal.plain(line));
  }
}
