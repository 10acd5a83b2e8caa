package dev.auroraguardrails.rds;

import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.aws.QueueHandler;
import dev.auroraguardrails.aws.Wiring;
import dev.auroraguardrails.model.Family;
import software.amazon.awssdk.services.rds.RdsClient;

/// The function of the rds family.
public final class RdsHandler extends QueueHandler {

  /// Lambda makes one for each execution environment.
  public RdsHandler() {
    var wiring = Wiring.of(Family.RDS);
    RdsClient rds = Clients.build(RdsClient.builder());
    var inventory = new RdsInventory(rds);
    var guardrail = wiring.guardrail(inventory, new RdsRemediator(rds, inventory));
    super(wiring.bodies(), guardrail::handle, wiring.requeue());
  }
}
