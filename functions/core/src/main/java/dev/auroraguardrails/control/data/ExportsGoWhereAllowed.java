package dev.auroraguardrails.control.data;

import dev.auroraguardrails.baseline.Baseline.Exports;
import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.CancelExport;
import dev.auroraguardrails.model.Resource.ExportTask;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.ArrayList;
import java.util.List;

/// While no bucket is listed, every export is told and none is stopped.
@About(
    id = "DATA-03",
    title = "Aurora clusters and snapshots are exported to allowed buckets only",
    severity = Severity.HIGH,
    family = Family.RDS,
    calls = "StartExportTask",
    why = "An export is the whole database as files in a bucket, maybe somebody else's.",
    limits = "What was written before it was stopped stays in the bucket.")
public final class ExportsGoWhereAllowed implements Control<ExportTask> {
  @Override
  public Class<ExportTask> checks() {
    return ExportTask.class;
  }

  @Override
  public List<Violation> check(ExportTask now, Context<ExportTask> context) {
    Exports allowed = context.baseline().clusters().exports();
    List<String> strange = strange(now, allowed);
    if (strange.isEmpty() || !(now.isRunning() || now.isComplete())) {
      return List.of();
    }
    String what =
        "%s %s exported to bucket %s: %s"
            .formatted(
                now.source(),
                now.isComplete() ? "was" : "is",
                now.bucket(),
                String.join(", ", strange));
    if (now.isComplete()) {
      return List.of(
          Violation.told("*", what, "it is complete: the data lies there until it is deleted"));
    }
    var fix = new Fix(new CancelExport(now.id(), now), Restored.byTheChange("stopped"));
    Violation stopped = Violation.fixable("*", what, fix);
    return List.of(
        allowed.buckets().isEmpty()
            ? stopped.withDoubt("no bucket is listed under DATA-03 in the baseline")
            : stopped);
  }

  private static List<String> strange(ExportTask now, Exports allowed) {
    List<String> strange = new ArrayList<>();
    if (!allowed.buckets().contains(now.bucket())) {
      strange.add("the bucket is not allowed");
    }
    if (!allowed.roles().isEmpty() && !allowed.roles().contains(now.role())) {
      strange.add("role " + now.role() + " is not allowed");
    }
    if (!allowed.keys().isEmpty() && !allowed.keys().contains(now.key())) {
      strange.add("key " + now.key() + " is not allowed");
    }
    return strange;
  }
}
