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

/// Only the call tells of it. Where the master user took tokens before is not known, and so is
/// told.
@About(
    id = "LOGIN-05",
    title = "The master user of Aurora PostgreSQL clusters is not put back to a password",
    severity = Severity.HIGH,
    family = Family.RDS,
    act = Act.ALERT,
    calls = "ModifyDBCluster",
    why = "A password of the database's administrator is long-lived and can be passed on.",
    mappings = "CIS AWS Database Services 2.10")
public final class MasterUserByToken implements Control<DbCluster> {
  private static final String ATTRIBUTE = "masterUserAuthenticationType";

  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    return Asked.value(context, ATTRIBUTE).stream()
        .filter("password"::equals)
        .map(
            password ->
                Violation.told(
                    ATTRIBUTE,
                    "its master user logs in by a password",
                    "by token again: --master-user-authentication-type iam-db-auth"))
        .toList();
  }
}
