package dev.auroraguardrails.adjacent;

import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.aws.Engine;
import dev.auroraguardrails.aws.QueueHandler;
import dev.auroraguardrails.aws.RegionalEngine;
import dev.auroraguardrails.aws.Wiring;
import dev.auroraguardrails.model.Family;

/// The function of the adjacent family.
public final class AdjacentHandler extends QueueHandler {

  /// Lambda makes one for each execution environment.
  public AdjacentHandler() {
    var wiring = Wiring.of(Family.ADJACENT);
    super(
        wiring.bodies(),
        new RegionalEngine(Clients.region(), region -> engine(wiring, region)),
        wiring.requeue(),
        wiring.forgeries(),
        wiring.figures());
  }

  private static Engine engine(Wiring wiring, String region) {
    AdjacentClients clients = AdjacentClients.of(region);
    var inventory = new AdjacentInventory(clients, wiring.ledger(), wiring.baseline());
    return wiring.guardrail(inventory, new AdjacentRemediator(clients, inventory))::handle;
  }
}
