package dev.auroraguardrails.control.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdministratorsGetNoNewLoginsTest {
  private final Judge<IamPrincipal> judge = Judge.by(new AdministratorsGetNoNewLogins());

  @ParameterizedTest
  @ValueSource(strings = {"CreateAccessKey", "CreateLoginProfile", "UpdateLoginProfile"})
  void whoHoldsTooMuchIsTold(String call) {
    judge.after(Given.call("e-1", "iam", call, "{'userName':'carol'}"));
    var admin = Given.awsPolicy("AdministratorAccess");
    var carol = Inline.none(Kind.USER, "carol").withAttached(Map.of(admin.arn(), admin));

    assertThat(judge.blames(carol).evidence())
        .isEqualTo(
            "user/carol got another way to sign in by "
                + call
                + ", and holds too much over Aurora by AdministratorAccess");
    assertThat(judge.blames(carol).fix()).isEmpty();
  }

  @Test
  void whoTheBaselineListsInPersonOrByAGroupIsTold() {
    judge.after(key("Active"));
    var carol = Inline.none(Kind.USER, "carol");
    judge.with(Given.recommended("principals: {allowed: [user/carol]}"));
    judge.blames(carol);

    judge.with(Given.recommended("principals: {allowed: [group/dbas]}"));
    judge.blames(carol.with(carol.more().withGroups(Optional.of(Set.of("dbas")))));
    judge.passes(carol.with(carol.more().withGroups(Optional.of(Set.of("devs")))));
  }

  @Test
  void othersAndKeysThatAreSwitchedOffAreLeftAlone() {
    judge.after(key("Active"));
    judge.passes(Inline.none(Kind.USER, "carol"));

    judge.after(key("Inactive"));
    judge.with(Given.recommended("principals: {allowed: [user/carol]}"));
    judge.passes(Inline.none(Kind.USER, "carol"));
  }

  @Test
  void anotherChangeOfAnAdministratorIsLeftAlone() {
    judge.with(Given.recommended("principals: {allowed: [user/carol]}"));

    judge.passes(Inline.none(Kind.USER, "carol"));
  }

  private static ChangeEvent key(String status) {
    return Given.call(
        "e-1", "iam", "UpdateAccessKey", "{'userName':'carol','status':'" + status + "'}");
  }
}
