package dev.auroraguardrails.control.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlowLogsKeptTest {
  private final Judge<ApiCall> judge = Judge.by(new FlowLogsKept());

  @Test
  void aDeletedFlowLogIsTold() {
    assertThat(judge.blames(call("DeleteFlowLogs")).evidence())
        .isEqualTo("flow log fl-1 was deleted");
  }

  @Test
  void otherCallsAreLeftAlone() {
    judge.passes(call("AcceptVpcPeeringConnection"));
  }

  private static ApiCall call(String name) {
    return new ApiCall(
        Given.id(Kind.VPC_PART, "vpc-flow-log/fl-1"),
        Given.call("e-1", "ec2", name, "{}"),
        Optional.empty());
  }
}
