package dev.auroraguardrails.control.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeersKnownTest {
  private final Judge<ApiCall> judge = Judge.by(new PeersKnown());

  @Test
  void aStrangersVpcIsTold() {
    var peered = judge.blames(accepted("210987654321"));

    assertThat(peered.evidence())
        .isEqualTo("vpc-1 peered with vpc-9 of account 210987654321 by pcx-1");
    assertThat(peered.fix()).isEmpty();
  }

  @Test
  void ourOwnAndATrustedAccountsAreLeftAlone() {
    judge.passes(accepted("123456789012"));
    judge
        .with(Given.recommended("trustedAccounts: ['210987654321']"))
        .passes(accepted("210987654321"));
  }

  @Test
  void whoIsNotNamedIsTold() {
    assertThat(judge.blames(call(accept("null"))).evidence()).contains("account unknown");
  }

  @Test
  void otherCallsAreLeftAlone() {
    judge.passes(call(Given.call("e-1", "ec2", "DeleteFlowLogs", "{}")));
  }

  private static ApiCall accepted(String owner) {
    return call(
        accept(
            "{'vpcPeeringConnection':{'requesterVpcInfo':{'ownerId':'%s','vpcId':'vpc-9'},'accepterVpcInfo':{'vpcId':'vpc-1'}}}"
                .formatted(owner)));
  }

  private static ChangeEvent accept(String answer) {
    return Given.answered(
        Given.call(
            "e-1", "ec2", "AcceptVpcPeeringConnection", "{'vpcPeeringConnectionId':'pcx-1'}"),
        answer);
  }

  private static ApiCall call(ChangeEvent event) {
    return new ApiCall(
        Given.id(Kind.VPC_PART, "vpc-peering-connection/pcx-1"), event, Optional.empty());
  }
}
