package dev.auroraguardrails.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.login.LoginPicture;
import dev.auroraguardrails.login.LoginPicture.Unjudged;
import dev.auroraguardrails.login.LoginPicture.User;
import dev.auroraguardrails.login.LoginPicture.Way;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a person reads.
class LoginsTextTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/";

  @Test
  void showsWaysDeadEndsAndDoubt() {
    var picture =
        new LoginPicture(
            "orders",
            "aurora-postgresql",
            "cluster-ABC",
            true,
            Optional.of("the database was not asked"),
            List.of(
                new User("app", List.of(new Way(ROLE + "shop", "app-db", true)), Optional.empty()),
                new User("gh\u001b[2Jost", List.of(), Optional.of("no policy names it"))),
            List.of(new Way(ROLE + "admin", "AdministratorAccess", false)),
            List.of(new Unjudged(ROLE + "odd", "policy p: broken")));

    assertThat(LoginsText.of(picture))
        .isEqualTo(
            """
            orders (aurora-postgresql, cluster-ABC): IAM database authentication is on
            by what IAM says alone: the database was not asked; which users there are is not known
              app
                arn:aws:iam::123456789012:role/shop by app-db, if its conditions hold
              gh?[2Jost  DEAD END: no policy names it
              any user, whatever its name
                arn:aws:iam::123456789012:role/admin by AdministratorAccess
              cannot be judged, which is no pass
                arn:aws:iam::123456789012:role/odd: policy p: broken
            """);
  }
}
