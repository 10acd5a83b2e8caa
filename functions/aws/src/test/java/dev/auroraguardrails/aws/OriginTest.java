package dev.auroraguardrails.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which messages are taken for AWS's.
class OriginTest {
  private static final String QUEUE = "https://sqs.eu-central-1.amazonaws.com/111122223333/rds";
  private static final String EVENT =
      "{'source':'aws.rds','account':'111122223333','region':'us-east-1','detail':{"
          + "'eventSource':'rds.amazonaws.com','recipientAccountId':'111122223333'}}";

  private final Origin origin = Origin.ofQueue(QUEUE);

  @Test
  void aRecordOfTheOwnAccountIsTaken() {
    assertThatCode(() -> origin.check(json(EVENT))).doesNotThrowAnyException();
  }

  @Test
  void anEventThatRdsTellsOfItselfIsTaken() {
    assertThatCode(
            () ->
                origin.check(
                    json(
                        "{'source':'aws.rds','account':'111122223333','region':'eu-central-1',"
                            + "'detail':{'EventID':'RDS-EVENT-0016'}}")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          'source':'aws.rds'                      , 'source':'rds'
          'source':'aws.rds'                      , 'source':'my.app'
          'source':'aws.rds'                      , 'source':'aws.iam'
          'eventSource':'rds.amazonaws.com'       , 'eventSource':'iam.amazonaws.com'
          'account':'111122223333'                , 'account':'444455556666'
          'account':'111122223333'                , 'accounts':'111122223333'
          'recipientAccountId':'111122223333'     , 'recipientAccountId':'444455556666'
          'region':'us-east-1'                    , 'region':'mars'
          'region':'us-east-1'                    , 'regions':'us-east-1'
          """)
  void anythingElseIsForged(String genuine, String forged) {
    assertThat(EVENT).contains(genuine);
    assertThatThrownBy(() -> origin.check(json(EVENT.replace(genuine, forged))))
        .isInstanceOf(ForgedMessage.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://sqs.eu-central-1.amazonaws.com/111122223333/rds",
        "http://127.0.0.1:5000/111122223333/rds"
      })
  void theAccountIsTheQueues(String url) {
    assertThat(Origin.ofQueue(url).account()).isEqualTo("111122223333");
  }

  @Test
  void aQueueWithoutAnAccountIsRefused() {
    assertThatThrownBy(() -> Origin.ofQueue("https://example.com/rds"))
        .hasMessageContaining("queue URL");
  }

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(text, broken);
    }
  }
}
