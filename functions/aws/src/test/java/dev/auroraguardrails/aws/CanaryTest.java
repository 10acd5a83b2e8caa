package dev.auroraguardrails.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.auroraguardrails.engine.EventReader;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.engine.UnreadableEvent;
import org.junit.jupiter.api.Test;

/// Which events are the guard's own canary.
class CanaryTest {
  @Test
  void theTagOnAParameterGroupAndOnARoleIsTheCanary() {
    assertThat(isCanary("rds", "AddTagsToResource", Canary.TAG)).isTrue();
    assertThat(isCanary("iam", "TagRole", Canary.TAG)).isTrue();
  }

  @Test
  void anotherTagAndAnotherCallAreNot() {
    assertThat(isCanary("rds", "AddTagsToResource", "team")).isFalse();
    assertThat(isCanary("rds", "CreateDBCluster", Canary.TAG)).isFalse();
  }

  private static boolean isCanary(String service, String name, String key) {
    String json =
        """
        {"source": "aws.%1$s", "account": "111122223333", "region": "us-east-1",
         "detail": {"eventSource": "%1$s.amazonaws.com", "eventName": "%2$s", "readOnly": false,
          "requestParameters": {"tags": [{"key": "team", "value": "db"},
           {"key": "%3$s", "value": "seen"}]}}}
        """
            .formatted(service, name, key);
    try {
      return Canary.is(EventReader.read(Json.MAPPER.readTree(json)).event());
    } catch (JsonProcessingException | UnreadableEvent e) {
      throw new AssertionError(e);
    }
  }
}
