package dev.auroraguardrails.control.network;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;

/// A deleted flow log does not tell any more which VPC it was of, so that each is told.
@About(
    id = "NET-24",
    title = "Flow logs are not deleted",
    severity = Severity.MEDIUM,
    family = Family.NETWORK,
    act = Act.ALERT,
    calls = {"DeleteFlowLogs"},
    why = "They alone show who connected to a database, and who tried; to end them is to hide.",
    mappings = {
      "Security Hub EC2.6",
      "AWS Config vpc-flow-logs-enabled",
      "CIS AWS Foundations 4.7",
      "Prowler vpc_flow_logs_enabled"
    })
public final class FlowLogsKept implements Control<ApiCall> {
  @Override
  public Class<ApiCall> checks() {
    return ApiCall.class;
  }

  @Override
  public List<Violation> check(ApiCall now, Context<ApiCall> context) {
    if (!now.event().name().equals("DeleteFlowLogs")) {
      return List.of();
    }
    String name = now.id().name().substring(now.id().name().lastIndexOf('/') + 1);
    return List.of(
        Violation.told(
            "*",
            "flow log %s was deleted".formatted(name),
            "what it was of and where it wrote is not known any more; a new one has to be made"));
  }
}
