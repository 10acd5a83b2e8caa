package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Glob;
import dev.auroraguardrails.model.Remediation.RemoveClusterRole;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Attribute;
import dev.auroraguardrails.model.Resource.DbCluster.ClusterRole;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.List;
import java.util.Set;

/// Without a list nobody knows which roles are wrong: then each that is given is told. With one,
/// what is not on it is taken away again.
@About(
    id = "IAM-09",
    title = "Aurora clusters hold only IAM roles that the baseline lists",
    severity = Severity.HIGH,
    family = Family.RDS,
    calls = "AddRoleToDBCluster",
    why =
        "With a role a database writes its data to S3, calls Lambda functions and more, by SQL alone,"
            + " and no firewall sees it.",
    limits = "What SQL did by the role meanwhile is done.")
public final class ClusterRolesListed implements Control<DbCluster> {
  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    Set<String> listed = context.baseline().clusters().roles();
    return now.roles().stream()
        .filter(role -> listed.stream().noneMatch(one -> Glob.matches(one, name(role))))
        .filter(
            role -> !listed.isEmpty() || context.change().filter(c -> gives(c, role)).isPresent())
        .map(role -> violation(now, role, listed.isEmpty()))
        .toList();
  }

  private static Violation violation(DbCluster now, ClusterRole role, boolean unknown) {
    var violation =
        Violation.fixable(
            Attribute.role(role.arn(), role.feature()),
            "it holds the role %s%s, which the baseline does not list"
                .formatted(role.arn(), role.feature().isEmpty() ? "" : " for " + role.feature()),
            new Fix(new RemoveClusterRole(now.id(), role), Restored.byTheChange("no such role")));
    return unknown ? violation.withDoubt("the baseline lists no roles of clusters") : violation;
  }

  private static boolean gives(ChangeEvent change, ClusterRole role) {
    return change.name().equals("AddRoleToDBCluster")
        && role.arn().equals(change.request().path("roleArn").asText());
  }

  /// A role's path is not part of its name.
  private static String name(ClusterRole role) {
    return "role/" + role.arn().substring(role.arn().lastIndexOf('/') + 1);
  }
}
