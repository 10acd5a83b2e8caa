package dev.auroraguardrails.control.network;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Set;

/// Only tells: what is reached through the internet gateway by now would be cut off. Whether the
/// VPC holds a database is not looked up; the block is for the whole account.
@About(
    id = "NET-17",
    title = "VPC Block Public Access is neither switched off nor got around",
    severity = Severity.HIGH,
    family = Family.NETWORK,
    act = Act.ALERT,
    calls = {
      "ModifyVpcBlockPublicAccessOptions",
      "CreateVpcBlockPublicAccessExclusion",
      "ModifyVpcBlockPublicAccessExclusion"
    },
    why = "It is what keeps the internet out of a VPC, whatever is routed and allowed in it.",
    mappings = {"Security Hub EC2.172"})
public final class PublicAccessBlocked implements Control<ApiCall> {
  /// What lets connections in; `block-ingress` and `allow-egress` do not.
  private static final Set<String> OPEN = Set.of("off", "allow-bidirectional");

  @Override
  public Class<ApiCall> checks() {
    return ApiCall.class;
  }

  @Override
  public List<Violation> check(ApiCall now, Context<ApiCall> context) {
    JsonNode request = now.event().request();
    if (now.event().name().equals("ModifyVpcBlockPublicAccessOptions")) {
      return OPEN.contains(request.path("InternetGatewayBlockMode").asText())
          ? List.of(
              told(
                  "VPC Block Public Access was switched off in " + now.id().region(),
                  "to switch it on: aws ec2 modify-vpc-block-public-access-options"
                      + " --internet-gateway-block-mode block-ingress --region "
                      + now.id().region()))
          : List.of();
    }
    if (!now.event().name().endsWith("VpcBlockPublicAccessExclusion")
        || !OPEN.contains(request.path("InternetGatewayExclusionMode").asText())) {
      return List.of();
    }
    String exclusion = now.id().name().substring(now.id().name().lastIndexOf('/') + 1);
    String part = request.path("VpcId").asText(request.path("SubnetId").asText("a VPC"));
    return List.of(
        told(
            "%s excluded from VPC Block Public Access by %s".formatted(part, exclusion),
            "to end it: aws ec2 delete-vpc-block-public-access-exclusion --exclusion-id %s --region %s"
                .formatted(exclusion, now.id().region())));
  }

  private static Violation told(String evidence, String why) {
    return Violation.told("*", evidence, why);
  }
}
