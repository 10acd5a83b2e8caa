package dev.auroraguardrails.control.login;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Asked;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.stream.Stream;

/// The state does not tell what the directory was before.
@About(
    id = "LOGIN-16",
    title = "The directory that Aurora clusters trust is not changed unnoticed",
    severity = Severity.MEDIUM,
    family = Family.RDS,
    act = Act.ALERT,
    calls = "ModifyDBCluster",
    why = "Whoever runs the directory says who may log in by Kerberos.")
public final class DirectoryKept implements Control<DbCluster> {
  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    return Stream.of("domain", "domainIAMRoleName")
        .flatMap(
            attribute ->
                Asked.value(context, attribute).stream()
                    .map(
                        value ->
                            Violation.told(
                                attribute,
                                "%s was set to %s".formatted(attribute, value),
                                "the one before is not known")))
        .toList();
  }
}
