package dev.auroraguardrails.iam;

import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.aws.QueueHandler;
import dev.auroraguardrails.aws.Wiring;
import dev.auroraguardrails.model.Family;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/// The function of the iam family.
public final class IamHandler extends QueueHandler {

  /// Lambda makes one for each execution environment.
  public IamHandler() {
    var wiring = Wiring.of(Family.IAM);
    IamClient iam = Clients.buildGlobal(IamClient.builder());
    var inventory = new IamInventory(iam);
    var guardrail = wiring.guardrail(inventory, new IamRemediator(iam, inventory, restorer()));
    super(
        wiring.bodies(), guardrail::handle, wiring.requeue(), wiring.forgeries(), wiring.figures());
  }

  /// Only where the stack has the function for it.
  private static Restorer restorer() {
    String function = System.getenv("RESTORE_FUNCTION");
    return function == null || function.isBlank()
        ? back -> Restorer.Given.refused("the stack has no function that gives policies back")
        : new RestoreFunction(Clients.build(LambdaClient.builder()), function);
  }
}
