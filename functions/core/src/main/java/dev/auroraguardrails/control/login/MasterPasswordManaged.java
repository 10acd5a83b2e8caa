package dev.auroraguardrails.control.login;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Asked;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.MasterUser;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Optional;

/// RDS deletes the secret when it is told not to manage the password any more. Managing it again
/// makes another secret and another password, which those that use the one that was just set do not
/// know; and it takes rights over Secrets Manager and KMS that the guard does not hold. So it is
/// told, with the command.
@About(
    id = "LOGIN-03",
    title = "The master password of Aurora clusters stays managed by Secrets Manager",
    severity = Severity.HIGH,
    family = Family.RDS,
    act = Act.ALERT,
    calls = "ModifyDBCluster",
    why =
        "A password that is not managed is not rotated, and whoever has just set it can log in as the"
            + " database's administrator.",
    mappings = "CIS AWS Database Services 2.6")
public final class MasterPasswordManaged implements Control<DbCluster> {
  private static final String ATTRIBUTE = "manageMasterUserPassword";

  @Override
  public Class<DbCluster> checks() {
    return DbCluster.class;
  }

  @Override
  public List<Violation> check(DbCluster now, Context<DbCluster> context) {
    Optional<MasterUser> before = context.lastGood().map(good -> good.state().masterUser());
    boolean asked = Asked.value(context, ATTRIBUTE).filter("false"::equals).isPresent();
    boolean lost = before.flatMap(MasterUser::secret).isPresent();
    if (now.masterUser().secret().isPresent() || !(asked || lost)) {
      return List.of();
    }
    String key =
        before
            .flatMap(MasterUser::secretKey)
            .map(arn -> " --master-user-secret-kms-key-id " + arn)
            .orElse("");
    return List.of(
        Violation.told(
            ATTRIBUTE,
            "its master password is not managed by Secrets Manager any more",
            "to have a new password managed: aws rds modify-db-cluster --db-cluster-identifier "
                + now.id().name()
                + " --manage-master-user-password"
                + key));
  }
}
