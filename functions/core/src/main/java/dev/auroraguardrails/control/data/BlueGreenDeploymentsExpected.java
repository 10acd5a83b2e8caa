package dev.auroraguardrails.control.data;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.CallControl;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Requests;
import dev.auroraguardrails.control.Told;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.Severity;
import java.util.Optional;

/// Aurora only: the source of a deployment of RDS instances is an instance.
@About(
    id = "DATA-13",
    title = "Blue/green deployments of Aurora clusters are neither made nor switched unnoticed",
    severity = Severity.MEDIUM,
    family = Family.RDS,
    act = Act.ALERT,
    calls = {"CreateBlueGreenDeployment", "SwitchoverBlueGreenDeployment"},
    why =
        "The green cluster may have weaker parameters, and a switchover gives it the blue one's name.")
public final class BlueGreenDeploymentsExpected implements CallControl {
  private static final String INSTANCE = ":db:";

  @Override
  public Optional<Told> judge(ApiCall call, Context<ApiCall> context) {
    ChangeEvent event = call.event();
    boolean instances =
        Requests.asked(event, "source")
            .or(() -> Requests.answered(event, "source"))
            .filter(source -> source.contains(INSTANCE))
            .isPresent();
    if (instances) {
      return Optional.empty();
    }
    return switch (event.name()) {
      case "CreateBlueGreenDeployment" -> Optional.of(made(call));
      case "SwitchoverBlueGreenDeployment" ->
          Optional.of(
              new Told(
                  "blue/green deployment " + call.id().name() + " was switched over",
                  "a cluster of the same name has other members and settings now: run a sweep"));
      default -> Optional.empty();
    };
  }

  private static Told made(ApiCall call) {
    String parameters =
        Requests.asked(call.event(), "targetDBClusterParameterGroupName")
            .map(group -> " with parameter group " + group)
            .orElse("");
    String version =
        Requests.asked(call.event(), "targetEngineVersion")
            .map(target -> " at version " + target)
            .orElse("");
    return new Told(
        "a green copy of " + call.id().name() + " is made" + parameters + version,
        "before a switchover it can be deleted: aws rds delete-blue-green-deployment");
  }
}
