package dev.auroraguardrails.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.TemporaryExemption;
import dev.auroraguardrails.model.TemporaryExemptions;
import dev.auroraguardrails.model.TemporaryExemptions.Malformed;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;

/// How the guard learns what people allowed for a while.
class ExemptionParametersTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String VALUE =
      "{\"control\":\"NET-01\",\"resource\":\"*sg-1\",\"reason\":\"migration\",\"by\":\"ann\","
          + "\"since\":\"2026-03-01T11:00:00Z\",\"until\":\"2026-03-01T13:00:00Z\"}";

  private final AwsWire wire = new AwsWire();
  private Instant now = NOON;
  private final ExemptionParameters exemptions =
      new ExemptionParameters(
          wire.client(
              SsmClient.builder()
                  .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))),
          ExemptionParameters.PATH,
          () -> now);

  @Test
  void anExemptionIsReadWithWhoMadeIt() {
    page("ex-1", VALUE, "");

    assertThat(exemptions.get().all())
        .containsExactly(
            new TemporaryExemption(
                "ex-1",
                "NET-01",
                "*sg-1",
                "migration",
                "ann",
                NOON.minusSeconds(3600),
                NOON.plusSeconds(3600)));
    assertThat(wire.calls())
        .containsExactly(
            "AmazonSSM.GetParametersByPath {\"Path\":\"/aurora-guardrails/exemptions\"}");
  }

  @Test
  void allPagesAreRead() {
    page("ex-1", VALUE, ",\"NextToken\":\"more\"");
    page("ex-2", VALUE, "");

    assertThat(exemptions.get().all())
        .extracting(TemporaryExemption::id)
        .containsExactly("ex-1", "ex-2");
  }

  @Test
  void whatWasReadIsBelievedForHalfAMinute() {
    page("ex-1", VALUE, "");
    exemptions.get();
    now = NOON.plusSeconds(29);
    assertThat(exemptions.get().all()).hasSize(1);
    assertThat(wire.calls()).hasSize(1);

    now = NOON.plusSeconds(30);
    wire.answer("GetParametersByPath", "{\"Parameters\":[]}");
    assertThat(exemptions.get()).isEqualTo(TemporaryExemptions.NONE);
  }

  @Test
  void whereTheyCannotBeReadThereAreNoneAndThatIsNotKept() {
    wire.answer("GetParametersByPath", 400, "{\"__type\":\"AccessDeniedException\"}");
    assertThat(exemptions.get()).isEqualTo(TemporaryExemptions.NONE);

    page("ex-1", VALUE, "");
    assertThat(exemptions.get().all()).hasSize(1);
  }

  @Test
  void aPersonWhoAsksIsToldThatTheyCannotBeRead() {
    wire.answer("GetParametersByPath", 400, "{\"__type\":\"AccessDeniedException\"}");
    assertThatThrownBy(exemptions::read).isInstanceOf(SdkException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nonsense                | it is not JSON
          []                      | it has no text as control
          {"control": 1}          | it has no text as control
          "2026-03-01T13:00:00Z"->"tomorrow" | since and until must be times like 2026-03-01T12:00:00Z
          "reason":"migration"->"reason":" " | it has no text as reason
          "until"->"end"          | it has no text as until
          """)
  void whatIsMalformedExemptsNothingAndIsNamed(String broken, String why) {
    String[] change = broken.split("->", 2);
    String value = change.length == 1 ? broken : VALUE.replace(change[0], change[1]);
    page("ex-1", value, "");

    TemporaryExemptions read = exemptions.get();
    assertThat(read.all()).isEmpty();
    assertThat(read.malformed())
        .containsExactly(
            new Malformed(ExemptionParameters.PATH + "/ex-1", "3@2026-03-01T12:00:00Z", why));
  }

  private void page(String id, String value, String more) {
    String parameter =
        Json.write(
            Map.of(
                "Name",
                ExemptionParameters.PATH + "/" + id,
                "Value",
                value,
                "Version",
                3,
                "LastModifiedDate",
                NOON.getEpochSecond()));
    wire.answer("GetParametersByPath", "{\"Parameters\":[" + parameter + "]" + more + "}");
  }
}
