package dev.auroraguardrails.control.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Restored.Source;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackupRetentionKeptTest {
  private final Judge<DbCluster> judge = Judge.by(new BackupRetentionKept());

  @Test
  void retentionAtTheFloorIsLeftAlone() {
    judge.passes(ACluster.orders().retention(7).build());
  }

  @Test
  void aCutThatStaysAboveTheFloorIsLeftAlone() {
    judge.whenLastGoodWas(ACluster.orders().build()).passes(ACluster.orders().retention(8).build());
  }

  @Test
  void aPendingRaiseIsLeftAlone() {
    judge.passes(ACluster.orders().retention(1).pendingRetention(14).build());
  }

  @Test
  void thirtyFiveDaysThatWereCutToOneGoBackToThirtyFive() {
    var cut = ACluster.orders().retention(1).build();
    judge.whenLastGoodWas(ACluster.orders().retention(35).build());

    assertThat(judge.fixes(cut)).isEqualTo(days(1, 35, true));
    assertThat(judge.restores(cut).value()).isEqualTo("35 days");
    assertThat(judge.restores(cut).source()).isEqualTo(Source.LAST_KNOWN_GOOD);
    assertThat(judge.restores(cut).asOf()).contains(Given.NOON);
    assertThat(judge.blames(cut).evidence())
        .isEqualTo("backups are kept for 1 day, less than 7 days");
  }

  @Test
  void aCutThatIsOnlyPendingGoesBackToWhatIsStillInForce() {
    var cut = ACluster.orders().retention(35).pendingRetention(1).build();
    judge.after(Given.modify("e-1", "'backupRetentionPeriod':1"));

    assertThat(judge.fixes(cut)).isEqualTo(days(1, 35, true));
    assertThat(judge.restores(cut).source()).isEqualTo(Source.STILL_IN_FORCE);
    assertThat(judge.blames(cut).evidence()).contains("from the next window");
  }

  @Test
  void whereThePastIsUnknownTheFloorIsRestoredAndSaidToBe() {
    var cut = ACluster.orders().retention(1).build();

    assertThat(judge.fixes(cut)).isEqualTo(days(1, 7, true));
    assertThat(judge.restores(cut).source()).isEqualTo(Source.BASELINE);
  }

  @Test
  void nothingBelowTheFloorIsEverRestored() {
    var cut = ACluster.orders().retention(3).pendingRetention(1).build();
    judge
        .with(Given.recommended("controls: {RESIL-03: {minimumDays: 14}}"))
        .whenLastGoodWas(ACluster.orders().retention(10).build());

    assertThat(judge.restores(cut).value()).isEqualTo("14 days");
  }

  @Test
  void nothingForeignThatIsPendingIsAppliedWithIt() {
    var cut = ACluster.orders().retention(1).othersPending(Set.of("engineVersion")).build();
    judge.after(Given.modify("e-1", "'backupRetentionPeriod':1"));

    assertThat(judge.fixes(cut)).isEqualTo(days(1, 7, false));
  }

  @Test
  void aPendingValueThatAnEarlierCallSetIsForeignToo() {
    var cut = ACluster.orders().retention(1).pendingIam(true).build();
    judge.after(Given.modify("e-1", "'backupRetentionPeriod':1"));

    assertThat(judge.fixes(cut)).isEqualTo(days(1, 7, false));
  }

  @Test
  void whatTheSameCallLeftPendingMayBeApplied() {
    var cut = ACluster.orders().retention(1).pendingIam(true).othersPending(Set.of("port")).build();
    judge.after(
        Given.modify(
            "e-1", "'backupRetentionPeriod':1,'enableIAMDatabaseAuthentication':true,'port':5433"));

    assertThat(judge.fixes(cut)).isEqualTo(days(1, 7, true));
  }

  @Test
  void anUnknownRetentionIsToldWithoutAFix() {
    var unknown = ACluster.orders().retention(Optional.empty()).build();

    assertThat(judge.blames(unknown).fix()).isEmpty();
  }

  private static Remediation days(int found, int to, boolean applyImmediately) {
    return ModifyDbCluster.backupRetentionPeriod(
        Given.cluster("orders"), new Step<>(Optional.of(found), to), applyImmediately);
  }
}
