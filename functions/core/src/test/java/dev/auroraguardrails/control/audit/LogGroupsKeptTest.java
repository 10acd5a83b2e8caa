package dev.auroraguardrails.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.SetLogRetention;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.LogGroup;
import dev.auroraguardrails.model.Restored.Source;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogGroupsKeptTest {
  private static final LogGroup FOR_EVER = Given.logs(0);
  private static final LogGroup A_DAY = Given.logs(1);

  private final Judge<LogGroup> judge = Judge.by(new LogGroupsKept());

  @Test
  void longEnoughIsLeftAlone() {
    judge.passes(FOR_EVER);
    judge.passes(Given.logs(30));
  }

  @Test
  void aRetentionThatWasTakenAwayIsLeftAloneBecauseItKeepsMore() {
    judge.after(called("DeleteRetentionPolicy", "")).passes(FOR_EVER);
  }

  @Test
  void aShorterOneGoesBackToWhatItWas() {
    judge.whenLastGoodWas(Given.logs(400));

    assertThat(judge.fixes(A_DAY)).isEqualTo(keeps(400));
    assertThat(judge.restores(A_DAY).value()).isEqualTo("400 days");
  }

  @Test
  void soItDoesWhereItWasForEver() {
    judge.whenLastGoodWas(FOR_EVER);

    assertThat(judge.fixes(A_DAY)).isEqualTo(keeps(0));
  }

  @Test
  void whereThePastIsUnknownOrTooLittleItIsTheBaselines() {
    assertThat(judge.fixes(A_DAY)).isEqualTo(keeps(30));
    assertThat(judge.restores(A_DAY).source()).isEqualTo(Source.BASELINE);
    judge.whenLastGoodWas(Given.logs(3));
    assertThat(judge.fixes(A_DAY)).isEqualTo(keeps(30));
  }

  @Test
  void theBaselineSaysHowLongIsEnough() {
    judge.with(Given.recommended("controls: {LOG-07: {minimumDays: 365}}"));

    assertThat(judge.fixes(Given.logs(180)))
        .isEqualTo(new SetLogRetention(A_DAY.id(), new Step<>(Optional.of(180), 365)));
  }

  @Test
  void aDeletedGroupIsTold() {
    judge.after(called("DeleteLogGroup", ""));

    assertThat(judge.blames(made(Optional.empty())).fix()).isEmpty();
  }

  @Test
  void oneThatWasMadeAnewSinceIsNotTheOneThatWasDeleted() {
    judge.after(called("DeleteLogGroup", ""));

    assertThat(judge.blames(made(Optional.of(Given.NOON))).evidence()).contains("was deleted");
  }

  @Test
  void oneThatStillStandsIsNotDeletedYet() {
    judge.after(called("DeleteLogGroup", "")).passes(FOR_EVER);
  }

  @Test
  void aLostFilterIsToldWithTheCommandThatGivesItAgain() {
    judge
        .after(called("DeleteSubscriptionFilter", ",'filterName':'to-security'"))
        .whenLastGoodWas(filtered());

    assertThat(judge.doubts(FOR_EVER))
        .contains(
            "aws logs put-subscription-filter --region us-east-1"
                + " --log-group-name '/aws/rds/cluster/orders/postgresql'"
                + " --filter-name 'to-security' --filter-pattern 'ERROR'"
                + " --destination-arn 'arn:aws:lambda:us-east-1:123456789012:function:siem'");
  }

  @Test
  void oneThatNobodyKnewIsToldWithoutIt() {
    judge.after(called("DeleteSubscriptionFilter", ",'filterName':'to-security'"));

    assertThat(judge.doubts(FOR_EVER)).contains("is not known");
  }

  @Test
  void oneThatIsThereAgainIsLeftAlone() {
    judge
        .after(called("DeleteSubscriptionFilter", ",'filterName':'to-security'"))
        .passes(filtered());
  }

  private static LogGroup filtered() {
    return new LogGroup(
        FOR_EVER.id(),
        FOR_EVER.engine(),
        FOR_EVER.created(),
        0,
        Map.of(
            "to-security",
            new LogGroup.Subscription(
                "ERROR", "arn:aws:lambda:us-east-1:123456789012:function:siem", Optional.empty())));
  }

  private static LogGroup made(Optional<Instant> at) {
    return new LogGroup(FOR_EVER.id(), FOR_EVER.engine(), at, 0, Map.of());
  }

  private static SetLogRetention keeps(int days) {
    return new SetLogRetention(A_DAY.id(), new Step<>(Optional.of(1), days));
  }

  private static ChangeEvent called(String name, String more) {
    return Given.call(
        "e-1", "logs", name, "{'logGroupName':'/aws/rds/cluster/orders/postgresql'" + more + "}");
  }
}
