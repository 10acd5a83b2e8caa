package dev.auroraguardrails.control.network;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;

/// Only tells: what is in the other VPC may need the group by now.
@About(
    id = "NET-23",
    title = "Security groups of Aurora clusters are not shared with other VPCs",
    severity = Severity.LOW,
    family = Family.NETWORK,
    act = Act.ALERT,
    calls = {"AssociateSecurityGroupVpc"},
    why =
        "Where a group is let in by its own id, what is put into it in another VPC is let in as"
            + " well.")
public final class GroupsStayInTheirVpc implements Control<SecurityGroup> {
  static final String ID = "NET-23";

  @Override
  public Class<SecurityGroup> checks() {
    return SecurityGroup.class;
  }

  @Override
  public List<Violation> check(SecurityGroup now, Context<SecurityGroup> context) {
    if (now.usedBy().isEmpty()) {
      return List.of();
    }
    return context.change().stream()
        .filter(change -> change.name().equals("AssociateSecurityGroupVpc"))
        .map(
            change ->
                Violation.aboutTheCall(
                    "the group of %s shared with %s"
                        .formatted(ClusterUse.named(now.usedBy()), vpc(change.request())),
                    "something in the other VPC may need it by now"))
        .toList();
  }

  private static String vpc(com.fasterxml.jackson.databind.JsonNode request) {
    return java.util.stream.Stream.of("VpcId", "vpcId")
        .map(name -> request.path(name).asText())
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("another VPC");
  }
}
