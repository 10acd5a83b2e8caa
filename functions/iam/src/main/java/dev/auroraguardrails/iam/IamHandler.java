package dev.auroraguardrails.iam;

import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.aws.QueueHandler;
import dev.auroraguardrails.aws.Wiring;
import dev.auroraguardrails.model.Family;
import software.amazon.awssdk.services.iam.IamClient;

/// The function of the iam family.
public final class IamHandler extends QueueHandler {

  /// Lambda makes one for each execution environment.
  public IamHandler() {
    var wiring = Wiring.of(Family.IAM);
    IamClient iam = Clients.buildGlobal(IamClient.builder());
    var inventory = new IamInventory(iam);
    var guardrail = wiring.guardrail(inventory, new IamRemediator(iam, inventory));
    super(
        wiring.bodies(), guardrail::handle, wiring.requeue(), wiring.forgeries(), wiring.figures());
  }
}
