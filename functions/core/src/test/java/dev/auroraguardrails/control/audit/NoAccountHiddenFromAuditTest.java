package dev.auroraguardrails.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Restored.Source;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoAccountHiddenFromAuditTest {
  private final Judge<DbClusterParameterGroup> judge = Judge.by(new NoAccountHiddenFromAudit());

  private static final String EXCLUDED = "server_audit_excl_users";
  private static final String INCLUDED = "server_audit_incl_users";

  @Test
  void anAuditOfEverybodyIsLeftAlone() {
    judge.passes(Given.parameters("aurora-mysql8.0"));
    judge.passes(Given.parameters("aurora-mysql8.0", EXCLUDED, "", INCLUDED, ""));
    judge.passes(Given.parameters("aurora-postgresql16", EXCLUDED, "bob"));
  }

  @Test
  void aHiddenAccountIsAuditedAgain() {
    var hidden = Given.parameters("aurora-mysql8.0", EXCLUDED, "bob");

    assertThat(judge.fixes(hidden))
        .isEqualTo(Given.setsParameter(EXCLUDED, Optional.of("bob"), ""));
    assertThat(judge.blames(hidden).evidence())
        .isEqualTo(
            "server_audit_excl_users of parameter group hardened is bob:"
                + " what these accounts do is not audited");
    assertThat(judge.restores(hidden).source()).isEqualTo(Source.BASELINE);
  }

  @Test
  void anAuditOfOnlySomeIsAnAuditOfEverybodyAgain() {
    assertThat(judge.fixes(Given.parameters("aurora-mysql8.0", INCLUDED, "alice")))
        .isEqualTo(Given.setsParameter(INCLUDED, Optional.of("alice"), ""));
  }

  @Test
  void anAccountThatTheBaselineLeavesOutMayBeLeftOut() {
    judge.with(Given.recommended("controls: {LOG-03: {unaudited: [proxy, monitor]}}"));
    judge.passes(Given.parameters("aurora-mysql8.0", EXCLUDED, "monitor, proxy"));
    judge.whenLastGoodWas(Given.parameters("aurora-mysql8.0", EXCLUDED, "monitor"));

    var one = Given.parameters("aurora-mysql8.0", EXCLUDED, "monitor,bob");

    assertThat(judge.fixes(one))
        .isEqualTo(Given.setsParameter(EXCLUDED, Optional.of("monitor,bob"), "monitor"));
  }

  @Test
  void aListThatHidSomebodyIsNeverRestored() {
    judge.whenLastGoodWas(Given.parameters("aurora-mysql8.0", EXCLUDED, "mallory"));

    assertThat(judge.fixes(Given.parameters("aurora-mysql8.0", EXCLUDED, "bob")))
        .isEqualTo(Given.setsParameter(EXCLUDED, Optional.of("bob"), ""));
  }
}
