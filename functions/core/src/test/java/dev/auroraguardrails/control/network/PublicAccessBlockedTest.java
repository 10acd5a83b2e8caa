package dev.auroraguardrails.control.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAccessBlockedTest {
  private static final String EXCLUSION = "vpc-block-public-access-exclusion/vpcbpa-exclude-1";

  private final Judge<ApiCall> judge = Judge.by(new PublicAccessBlocked());

  @Test
  void switchingItOffIsToldWithTheCommandThatSwitchesItOn() {
    var off = judge.blames(options("off"));

    assertThat(off.evidence()).isEqualTo("VPC Block Public Access was switched off in us-east-1");
    assertThat(off.doubt().orElseThrow()).contains("--internet-gateway-block-mode block-ingress");
  }

  @ParameterizedTest
  @ValueSource(strings = {"block-ingress", "block-bidirectional"})
  void blockingIsLeftAlone(String mode) {
    judge.passes(options(mode));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CreateVpcBlockPublicAccessExclusion", "ModifyVpcBlockPublicAccessExclusion"})
  void anExclusionThatLetsConnectionsInIsTold(String call) {
    var excluded = judge.blames(exclusion(call, "allow-bidirectional"));

    assertThat(excluded.evidence())
        .isEqualTo("vpc-1 excluded from VPC Block Public Access by vpcbpa-exclude-1");
    assertThat(excluded.doubt().orElseThrow())
        .endsWith(
            "delete-vpc-block-public-access-exclusion --exclusion-id vpcbpa-exclude-1 --region"
                + " us-east-1");
    judge.passes(exclusion(call, "allow-egress"));
  }

  @Test
  void otherCallsAreLeftAlone() {
    judge.passes(exclusion("DeleteFlowLogs", "allow-bidirectional"));
  }

  private static ApiCall options(String mode) {
    return call(
        "vpc-block-public-access-options/123456789012",
        "ModifyVpcBlockPublicAccessOptions",
        "'InternetGatewayBlockMode':'" + mode + "'");
  }

  private static ApiCall exclusion(String call, String mode) {
    return call(EXCLUSION, call, "'VpcId':'vpc-1','InternetGatewayExclusionMode':'" + mode + "'");
  }

  private static ApiCall call(String name, String call, String members) {
    return new ApiCall(
        Given.id(Kind.VPC_PART, name),
        Given.call("e-1", "ec2", call, "{'%sRequest':{%s}}".formatted(call, members)),
        Optional.empty());
  }
}
