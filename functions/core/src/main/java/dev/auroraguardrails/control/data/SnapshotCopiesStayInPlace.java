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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A plain copy within the Region and the account is left alone, and so are copies by AWS Backup,
/// which follow its plan. The copy is called in the Region that it goes to.
@About(
    id = "DATA-04",
    title = "Snapshots of Aurora clusters are not copied to another Region, account or key",
    severity = Severity.MEDIUM,
    family = Family.RDS,
    act = Act.ALERT,
    calls = {"CopyDBClusterSnapshot"},
    why =
        "A copy under another key or in another Region is the first step of taking a database away.")
public final class SnapshotCopiesStayInPlace implements CallControl {
  private static final String BACKUP = "backup.amazonaws.com";

  @Override
  public Optional<Told> judge(ApiCall call, Context<ApiCall> context) {
    ChangeEvent event = call.event();
    boolean mine = event.name().equals("CopyDBClusterSnapshot");
    if (!mine || event.actor().via().equals(Optional.of(BACKUP))) {
      return Optional.empty();
    }
    String source = Requests.asked(event, "sourceDBClusterSnapshotIdentifier").orElse("unknown");
    List<String> moves = new ArrayList<>();
    Requests.account(source)
        .filter(account -> !account.equals(call.id().account()))
        .ifPresent(account -> moves.add("from account " + account));
    Requests.asked(event, "sourceRegion")
        .or(() -> Requests.region(source))
        .filter(region -> !region.equals(call.id().region()))
        .ifPresent(region -> moves.add("from " + region + " to " + call.id().region()));
    Requests.asked(event, "kmsKeyId").ifPresent(key -> moves.add("under key " + key));
    return moves.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Told(
                "snapshot %s was copied %s as %s"
                    .formatted(source, String.join(", ", moves), call.id().name()),
                "a copy may be evidence, so it is not deleted"));
  }
}
