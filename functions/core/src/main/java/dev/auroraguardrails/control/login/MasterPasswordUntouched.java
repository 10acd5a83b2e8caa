package dev.auroraguardrails.control.login;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Optional;

/// Only the call tells of it. Rotation by Secrets Manager is the one caller that is expected; by
/// CloudFormation the password comes with every update, changed or not, and so is told.
@About(
    id = "LOGIN-02",
    title = "The master password of Aurora clusters is set by rotation only",
    severity = Severity.HIGH,
    family = Family.RDS,
    act = Act.ALERT,
    calls = "ModifyDBCluster",
    why = "Who sets the master password can log in as the database's administrator.",
    mappings = "CIS AWS Database Services 2.6")
public final class MasterPasswordUntouched implements Control<DbCluster> {
  private static final String PASSWORD = "masterUserPassword";
  private static final String ROTATION = "secretsmanager.amazonaws.com";

  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    Optional<ChangeEvent> byHand =
        context
            .change()
            .filter(change -> change.name().equals("ModifyDBCluster"))
            .filter(change -> change.changed().containsKey(PASSWORD))
            .filter(change -> !change.actor().via().equals(Optional.of(ROTATION)));
    return byHand
        .map(
            change ->
                Violation.told(
                    PASSWORD,
                    "the master password was set by " + change.actor().shortName(),
                    "the password before it is not known; rotate it if this was not meant"))
        .stream()
        .toList();
  }
}
