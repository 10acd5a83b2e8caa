package dev.auroraguardrails.control.data;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.ClusterCallControl;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Requests;
import dev.auroraguardrails.control.Told;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Severity;
import java.util.Optional;

/// A snapshot in the account is named, another account's has to be given by its ARN.
@About(
    id = "DATA-12",
    title = "Aurora clusters are restored from snapshots of trusted accounts only",
    severity = Severity.MEDIUM,
    family = Family.RDS,
    act = Act.ALERT,
    calls = {"RestoreDBClusterFromSnapshot"},
    why = "A foreign snapshot brings users, functions and data along that nobody here has seen.")
public final class RestoredFromOwnSnapshots implements ClusterCallControl {
  @Override
  public Optional<Told> judge(DbCluster now, ChangeEvent call, Context<DbCluster> context) {
    Optional<String> owner = Requests.asked(call, "snapshotIdentifier").flatMap(Requests::account);
    boolean strange =
        call.name().equals("RestoreDBClusterFromSnapshot")
            && owner
                .filter(account -> !account.equals(now.id().account()))
                .filter(account -> !context.baseline().trustedAccounts().contains(account))
                .isPresent();
    return strange
        ? Optional.of(
            new Told(
                "cluster %s is restored from a snapshot of account %s"
                    .formatted(now.id().name(), owner.orElseThrow()),
                "list the account under trustedAccounts if it is one of yours"))
        : Optional.empty();
  }
}
