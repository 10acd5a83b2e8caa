package dev.auroraguardrails.control.resilience;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.CallSet;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Optional;

/// The baseline says the least versions. Usually these are the oldest in standard support:
/// Aurora MySQL 3.04 (long-term support) and Aurora PostgreSQL 14
/// (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.VersionPolicy.html).
@About(
    id = "RESIL-11",
    title = "Aurora clusters run a supported engine version",
    severity = Severity.MEDIUM,
    family = Family.RDS,
    act = Act.ALERT,
    calls = {
      "CreateDBCluster",
      "ModifyDBCluster",
      "RestoreDBClusterFromSnapshot",
      "RestoreDBClusterToPointInTime",
      "RestoreDBClusterFromS3"
    },
    why = "A version out of support gets no fixes, and costs more from the day it is.",
    mappings = {"Security Hub RDS.51", "Prowler rds_instance_deprecated_engine_version"})
public final class EngineVersionsSupported implements Control<DbCluster> {
  private static final String VERSION = "engineVersion";
  private static final String AURORA = "aurora.";

  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    boolean asked =
        context.change().filter(call -> call.changed().containsKey(VERSION)).isPresent();
    Optional<String> least = context.baseline().clusters().leastVersion(now.engine());
    if (!(asked || CallSet.isMade(context)) || least.isEmpty()) {
      return List.of();
    }
    Optional<String> version =
        now.basics().engineVersion().map(EngineVersionsSupported::ofTheEngine);
    if (version.filter(v -> compare(v, least.get()) >= 0).isPresent()) {
      return List.of();
    }
    return List.of(
        Violation.told(
            asked ? VERSION : "*",
            "cluster %s runs %s %s, older than %s"
                .formatted(
                    now.id().name(), now.engine(), version.orElse("unknown"), least.orElseThrow()),
            "an upgrade interrupts connections, so a person has to choose when"));
  }

  /// Aurora MySQL's own version stands behind the one of MySQL: `8.0.mysql_aurora.3.04.0`.
  private static String ofTheEngine(String version) {
    int at = version.indexOf(AURORA);
    return at < 0 ? version : version.substring(at + AURORA.length());
  }

  private static int compare(String one, String other) {
    String[] a = one.split("\\.", -1);
    String[] b = other.split("\\.", -1);
    for (int i = 0; i < Math.max(a.length, b.length); i++) {
      int difference = Integer.compare(number(a, i), number(b, i));
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  /// What is no number counts as the oldest.
  private static int number(String[] parts, int index) {
    return index < parts.length && parts[index].matches("\\d{1,6}")
        ? Integer.parseInt(parts[index])
        : 0;
  }
}
