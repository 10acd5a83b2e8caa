package dev.auroraguardrails.control.data;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.control.Requests;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.DeleteIntegration;
import dev.auroraguardrails.model.Resource.Integration;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.List;

/// An integration within the account, or with a trusted one, is told when it is made or changed.
@About(
    id = "DATA-09",
    title = "Zero-ETL integrations of Aurora clusters stay in trusted accounts",
    severity = Severity.HIGH,
    family = Family.RDS,
    act = Act.REVERT_IF_ASKED,
    calls = {"CreateIntegration", "ModifyIntegration"},
    why = "An integration copies every write to another database for as long as it stands.",
    limits =
        "What was copied stays at the target. One that is made again copies all from the start.")
public final class IntegrationsStayInTrustedAccounts implements Control<Integration> {
  @Override
  public Class<Integration> checks() {
    return Integration.class;
  }

  @Override
  public List<Violation> check(Integration now, Context<Integration> context) {
    if (now.status().equals("deleting")) {
      return List.of();
    }
    String owner = Requests.account(now.target()).orElse("unknown");
    String what =
        "integration %s copies %s to %s".formatted(now.name(), now.source(), now.target());
    if (owner.equals(now.id().account()) || context.baseline().trustedAccounts().contains(owner)) {
      return context.change().isEmpty()
          ? List.of()
          : List.of(Violation.told("*", what, "delete it if nobody needs it"));
    }
    return List.of(
        Violation.fixable(
            Integration.TARGET,
            what + " in account " + owner,
            new Fix(new DeleteIntegration(now.id(), now), Restored.byTheChange("deleted"))));
  }
}
