package dev.auroraguardrails.network;

import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.aws.Engine;
import dev.auroraguardrails.aws.QueueHandler;
import dev.auroraguardrails.aws.RegionalEngine;
import dev.auroraguardrails.aws.Wiring;
import dev.auroraguardrails.model.Family;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.rds.RdsClient;

/// The function of the network family.
public final class NetworkHandler extends QueueHandler {

  /// Lambda makes one for each execution environment.
  public NetworkHandler() {
    var wiring = Wiring.of(Family.NETWORK);
    super(
        wiring.bodies(),
        new RegionalEngine(Clients.region(), region -> engine(wiring, region)),
        wiring.requeue(),
        wiring.forgeries(),
        wiring.figures());
  }

  private static Engine engine(Wiring wiring, String region) {
    Ec2Client ec2 = Clients.build(Ec2Client.builder(), region);
    RdsClient rds = Clients.build(RdsClient.builder(), region);
    var inventory = new NetworkInventory(ec2, rds, wiring.ledger(), wiring.baseline());
    return wiring.guardrail(inventory, new NetworkRemediator(ec2, inventory))::handle;
  }
}
