package dev.auroraguardrails.control.data;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.CallControl;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Requests;
import dev.auroraguardrails.control.Told;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.Severity;
import java.util.Optional;
import java.util.Set;

/// A snapshot is encrypted as its cluster is; a copy of one that is not can be encrypted.
@About(
    id = "DATA-07",
    title = "Snapshots of Aurora clusters are encrypted",
    severity = Severity.MEDIUM,
    family = Family.RDS,
    act = Act.ALERT,
    calls = {"CreateDBClusterSnapshot", "CopyDBClusterSnapshot"},
    why = "A snapshot that is not encrypted can be restored by anybody whom it is shared with.",
    mappings = {
      "Security Hub RDS.4",
      "AWS Config rds-snapshot-encrypted",
      "CIS AWS Database Services 2.2",
      "Prowler rds_snapshots_encrypted"
    })
public final class SnapshotsEncrypted implements CallControl {
  @Override
  public Optional<Told> judge(ApiCall call, Context<ApiCall> context) {
    Optional<String> encrypted = Requests.answered(call.event(), "storageEncrypted");
    boolean makes =
        Set.of("CreateDBClusterSnapshot", "CopyDBClusterSnapshot").contains(call.event().name());
    if (!makes || encrypted.equals(Optional.of("true"))) {
      return Optional.empty();
    }
    String how = encrypted.isPresent() ? "" : " or not known to be";
    return Optional.of(
        new Told(
            "snapshot " + call.id().name() + " is not encrypted" + how,
            "copy it under a key of your own and delete it"));
  }
}
