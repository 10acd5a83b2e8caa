package dev.auroraguardrails.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.RestoreMonitoring;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DbInstance;
import dev.auroraguardrails.model.Resource.DbInstance.Monitoring;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnhancedMonitoringKeptTest {
  private final Judge<DbInstance> judge = Judge.by(new EnhancedMonitoringKept());

  private static final Monitoring MINUTE =
      new Monitoring(60, Optional.of("arn:aws:iam::123456789012:role/monitor"));
  private static final Monitoring OFF = new Monitoring(0, Optional.empty());

  private static DbInstance member(Monitoring monitoring) {
    return Given.monitored(Given.instance(false, true), monitoring);
  }

  private void modified(String attribute) {
    judge.after(
        Given.call(
            "e-1",
            "rds",
            "ModifyDBInstance",
            "{'dBInstanceIdentifier':'orders-1'," + attribute + "}"));
  }

  @Test
  void aMonitoredMemberIsLeftAlone() {
    judge.whenLastGoodWas(member(MINUTE)).passes(member(new Monitoring(5, MINUTE.role())));
  }

  @Test
  void aMemberThatNeverWasIsLeftAloneByOtherChanges() {
    modified("'promotionTier':1");

    judge.passes(member(OFF));
    judge.whenLastGoodWas(member(OFF)).passes(member(OFF));
  }

  @Test
  void whatWasSwitchedOffGoesBackToItsIntervalAndRole() {
    judge.whenLastGoodWas(member(MINUTE));
    modified("'monitoringInterval':0");

    assertThat(judge.fixes(member(OFF)))
        .isEqualTo(new RestoreMonitoring(member(OFF).id(), new Step<>(Optional.of(OFF), MINUTE)));
    assertThat(judge.restores(member(OFF)).value()).isEqualTo("every 60 seconds");
  }

  @Test
  void whereThePastIsUnknownItIsTold() {
    assertThat(judge.doubts(member(OFF))).contains("not known");
    modified("'monitoringInterval':0");
    assertThat(judge.blames(member(OFF)).fix()).isEmpty();
  }
}
