package dev.auroraguardrails.control.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.ModifyDbInstance;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DbInstance;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstancesNotPublicTest {
  private final Judge<DbInstance> judge = Judge.by(new InstancesNotPublic());

  @Test
  void aMemberWithoutAPublicAddressIsLeftAlone() {
    judge.passes(Given.instance(false, true));
  }

  @Test
  void aPublicMemberIsClosed() {
    var open = Given.instance(true, true);

    assertThat(judge.fixes(open))
        .isEqualTo(
            ModifyDbInstance.publiclyAccessible(open.id(), new Step<>(Optional.of(true), false)));
    assertThat(judge.blames(open).evidence())
        .isEqualTo("member orders-1 of orders has a public address");
  }

  @Test
  void whatCannotBeReadIsToldWithoutAFix() {
    var unknown = Given.instance("orders-1", Optional.empty(), Optional.of(true));

    assertThat(judge.blames(unknown).fix()).isEmpty();
  }
}
