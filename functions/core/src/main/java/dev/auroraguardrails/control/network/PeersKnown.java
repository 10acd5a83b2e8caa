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
import java.util.Optional;

/// Tells who was let in, where that is neither this account nor a trusted one. An answer that does
/// not name the other side is told, too.
@About(
    id = "NET-18",
    title = "VPCs are peered with trusted accounts only",
    severity = Severity.MEDIUM,
    family = Family.NETWORK,
    act = Act.ALERT,
    calls = {"AcceptVpcPeeringConnection"},
    why = "A peered VPC's addresses are private: rules for private ranges let them in.",
    mappings = {
      "CIS AWS Foundations 6.6",
      "Prowler vpc_peering_routing_tables_with_least_privilege"
    })
public final class PeersKnown implements Control<ApiCall> {
  @Override
  public Class<ApiCall> checks() {
    return ApiCall.class;
  }

  @Override
  public List<Violation> check(ApiCall now, Context<ApiCall> context) {
    if (!now.event().name().equals("AcceptVpcPeeringConnection")) {
      return List.of();
    }
    JsonNode peering = now.event().response().path("vpcPeeringConnection");
    Optional<String> owner = text(peering.path("requesterVpcInfo"), "ownerId");
    boolean known =
        owner
            .filter(
                account ->
                    account.equals(now.id().account())
                        || context.baseline().trustedAccounts().contains(account))
            .isPresent();
    if (known) {
      return List.of();
    }
    String name = now.id().name().substring(now.id().name().lastIndexOf('/') + 1);
    return List.of(
        Violation.told(
            "*",
            "%s peered with %s of account %s by %s"
                .formatted(
                    text(peering.path("accepterVpcInfo"), "vpcId").orElse("a VPC"),
                    text(peering.path("requesterVpcInfo"), "vpcId").orElse("a VPC"),
                    owner.orElse("unknown"),
                    name),
            "to end it: aws ec2 delete-vpc-peering-connection --vpc-peering-connection-id %s --region %s"
                .formatted(name, now.id().region())));
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.of(node.path(name).asText()).filter(text -> !text.isEmpty());
  }
}
