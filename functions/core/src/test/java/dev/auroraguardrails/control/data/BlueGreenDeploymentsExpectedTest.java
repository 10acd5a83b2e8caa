package dev.auroraguardrails.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.ApiCall;
import org.junit.jupiter.api.Test;

class BlueGreenDeploymentsExpectedTest {
  private final Judge<ApiCall> judge = Judge.by(new BlueGreenDeploymentsExpected());

  private static ApiCall call(String name, String request, String response) {
    return Given.apiCall(
        Given.cluster("orders"), Given.answered(Given.call("e-1", "rds", name, request), response));
  }

  private static final String CLUSTER = "arn:aws:rds:us-east-1:123456789012:cluster:orders";
  private static final String INSTANCE = "arn:aws:rds:us-east-1:123456789012:db:shop";

  @Test
  void deploymentsOfInstancesAreLeftAlone() {
    judge.passes(call("CreateBlueGreenDeployment", "{'source':'" + INSTANCE + "'}", "{}"));
    judge.passes(call("SwitchoverBlueGreenDeployment", "{}", "{'source':'" + INSTANCE + "'}"));
    judge.passes(call("StopDBCluster", "{}", "{}"));
  }

  @Test
  void aGreenCopyIsToldWithWhatItIsMadeWith() {
    assertThat(
            judge
                .blames(
                    call(
                        "CreateBlueGreenDeployment",
                        "{'source':'%s','targetDBClusterParameterGroupName':'soft','targetEngineVersion':'17.2'}"
                            .formatted(CLUSTER),
                        "{}"))
                .evidence())
        .isEqualTo("a green copy of orders is made with parameter group soft at version 17.2");
  }

  @Test
  void aSwitchoverIsTold() {
    assertThat(
            judge
                .blames(call("SwitchoverBlueGreenDeployment", "{}", "{'source':'" + CLUSTER + "'}"))
                .evidence())
        .endsWith("was switched over");
  }
}
