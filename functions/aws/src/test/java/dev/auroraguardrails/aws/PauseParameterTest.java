package dev.auroraguardrails.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Pause;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.ssm.SsmClient;

/// How the guard learns that it is paused.
class PauseParameterTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String PAUSED =
      "{\"paused\":true,\"reason\":\"migration\",\"by\":\"ann\","
          + "\"since\":\"2026-03-01T11:00:00Z\",\"until\":\"2026-03-01T13:00:00Z\"}";
  private static final String RESUMED =
      "{\"paused\":false,\"by\":\"ann\",\"since\":\"2026-03-01T11:30:00Z\"}";

  private final AwsWire wire = new AwsWire();
  private Instant now = NOON;
  private final PauseParameter pause =
      new PauseParameter(
          wire.client(
              SsmClient.builder()
                  .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))),
          PauseParameter.NAME,
          () -> now);

  @Test
  void aPauseIsReadWithWhoMadeIt() {
    wire.answer("GetParameter", parameter(PAUSED));

    assertThat(pause.get())
        .isEqualTo(
            new Pause.Paused(
                "migration", "ann", NOON.minusSeconds(3600), Optional.of(NOON.plusSeconds(3600))));
    assertThat(wire.calls().getFirst())
        .isEqualTo("AmazonSSM.GetParameter {\"Name\":\"/aurora-guardrails/pause\"}");
  }

  @Test
  void noParameterIsNoPauseAndIsBelievedForHalfAMinute() {
    notFound();
    assertThat(pause.get()).isEqualTo(Pause.never());
    now = NOON.plusSeconds(29);
    assertThat(pause.get()).isEqualTo(Pause.never());
    assertThat(wire.calls()).hasSize(1);

    now = NOON.plusSeconds(30);
    wire.answer("GetParameter", parameter(PAUSED));
    assertThat(pause.get()).isInstanceOf(Pause.Paused.class);
  }

  @Test
  void aResumeIsReadWithItsTime() {
    wire.answer("GetParameter", parameter(RESUMED));
    assertThat(pause.get()).isEqualTo(new Pause.Running(Optional.of(NOON.minusSeconds(1800))));
  }

  @Test
  void aResumeCountsFromWhenItReachedAws() {
    wire.answer(
        "GetParameter",
        parameter(RESUMED).replace("\"Value\"", "\"LastModifiedDate\":1772366400,\"Value\""));
    assertThat(pause.get()).isEqualTo(new Pause.Running(Optional.of(NOON)));
  }

  @Test
  void aParameterThatCannotBeReadIsADoubtThatIsNotKept() {
    wire.answer("GetParameter", 400, "{\"__type\":\"AccessDeniedException\"}");
    assertThat(pause.get()).isInstanceOf(Pause.Unreadable.class);

    notFound();
    assertThat(pause.get()).isEqualTo(Pause.never());
  }

  @Test
  void aParameterThatWasOnceReadIsNotBelievedForeverWhenItCannotBeReadAnyMore() {
    notFound();
    pause.get();
    now = NOON.plusSeconds(31);
    wire.answer("GetParameter", 500, "{}");
    assertThat(pause.get()).isInstanceOf(Pause.Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "{}",
        "{\"paused\":\"no\"}",
        "{\"paused\":false}",
        "{\"paused\":true,\"since\":\"today\"}"
      })
  void aValueThatIsNoneOfTheCommandsIsADoubt(String value) {
    assertThat(PauseParameter.parse(value, Optional.of(NOON))).isInstanceOf(Pause.Unreadable.class);
  }

  private void notFound() {
    wire.answer("GetParameter", 400, "{\"__type\":\"ParameterNotFound\"}");
  }

  private static String parameter(String value) {
    return Json.write(Map.of("Parameter", Map.of("Name", PauseParameter.NAME, "Value", value)));
  }
}
