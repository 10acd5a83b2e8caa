package dev.auroraguardrails.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginDetectionOnTest {
  private final Judge<ApiCall> judge = Judge.by(new LoginDetectionOn());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          DeleteDetector | | was deleted
          UpdateDetector | 'enable':false | was switched off
          UpdateDetector | 'features':[{'name':'RDS_LOGIN_EVENTS','status':'DISABLED'}] | does not watch logins
          UpdateMemberDetectors | 'accountIds':['999999999999'],'features':[{'name':'RDS_LOGIN_EVENTS','status':'DISABLED'}] | in ["999999999999"]
          """)
  void whatEndsItIsToldWithTheWayBack(String call, String request, String said) {
    ApiCall made = made(call, request == null ? "" : request);

    assertThat(judge.blames(made).evidence()).contains(said);
    assertThat(judge.doubts(made)).contains("--detector-id 'd-1' --enable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'enable':true",
        "'findingPublishingFrequency':'SIX_HOURS'",
        "'features':[{'name':'RDS_LOGIN_EVENTS','status':'ENABLED'}]",
        "'features':[{'name':'S3_DATA_EVENTS','status':'DISABLED'}]"
      })
  void whatLeavesItOnIsLeftAlone(String request) {
    judge.passes(made("UpdateDetector", request));
  }

  @Test
  void aMemberThatIsNotToldAboutIsLeftAlone() {
    judge.passes(made("UpdateMemberDetectors", "'accountIds':['999999999999']"));
  }

  private static ApiCall made(String call, String request) {
    return new ApiCall(
        Given.id(Kind.DETECTOR, "d-1"),
        Given.call("e-1", "guardduty", call, "{" + request + "}"),
        Optional.empty());
  }
}
