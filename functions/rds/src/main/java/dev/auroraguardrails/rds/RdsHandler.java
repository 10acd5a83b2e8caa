package dev.auroraguardrails.rds;

import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.aws.Engine;
import dev.auroraguardrails.aws.QueueHandler;
import dev.auroraguardrails.aws.RegionalEngine;
import dev.auroraguardrails.aws.Wiring;
import dev.auroraguardrails.model.Family;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.rds.RdsClient;

/// The function of the rds family.
public final class RdsHandler extends QueueHandler {

  /// Lambda makes one for each execution environment.
  public RdsHandler() {
    var wiring = Wiring.of(Family.RDS);
    super(
        wiring.bodies(),
        new RegionalEngine(Clients.region(), region -> engine(wiring, region)),
        wiring.requeue(),
        wiring.forgeries(),
        wiring.figures());
  }

  private static Engine engine(Wiring wiring, String region) {
    RdsClient rds = Clients.build(RdsClient.builder(), region);
    var inventory = new RdsInventory(rds, Clients.build(Ec2Client.builder(), region));
    return wiring.guardrail(inventory, new RdsRemediator(rds, inventory))::handle;
  }
}
