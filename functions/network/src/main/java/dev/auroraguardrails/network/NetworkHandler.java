package dev.auroraguardrails.network;

import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.aws.QueueHandler;
import dev.auroraguardrails.aws.Wiring;
import dev.auroraguardrails.model.Family;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.rds.RdsClient;

/// The function of the network family.
public final class NetworkHandler extends QueueHandler {

  /// Lambda makes one for each execution environment.
  public NetworkHandler() {
    var wiring = Wiring.of(Family.NETWORK);
    Ec2Client ec2 = Clients.build(Ec2Client.builder());
    var inventory =
        new NetworkInventory(
            ec2, Clients.build(RdsClient.builder()), wiring.ledger(), wiring.baseline());
    var guardrail = wiring.guardrail(inventory, new NetworkRemediator(ec2, inventory));
    super(wiring.bodies(), guardrail::handle, wiring.requeue());
  }
}
