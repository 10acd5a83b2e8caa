package dev.auroraguardrails.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.ResourceId.Kind;
import org.junit.jupiter.api.Test;

class LogFilesNotDownloadedTest {
  private final Judge<ApiCall> judge = Judge.by(new LogFilesNotDownloaded());

  private static ApiCall call(String name, String request, String response) {
    return Given.apiCall(
        Given.id(Kind.DB_INSTANCE, "orders-1"),
        Given.answered(Given.call("e-1", "rds", name, request), response));
  }

  private static final String LOG =
      "{'dBInstanceIdentifier':'orders-1','logFileName':'error/x.log'}";

  @Test
  void otherCallsAreLeftAlone() {
    judge.passes(call("RebootDBInstance", LOG, "{}"));
  }

  @Test
  void anAllowListedRoleMay() {
    ApiCall byHand = call("DownloadDBLogFilePortion", LOG, "{}");
    judge.with(Given.recommended("principals: {allowed: [user/bob]}"));

    judge.passes(byHand);
  }

  @Test
  void everybodyElseIsTold() {
    assertThat(judge.blames(call("DownloadDBLogFilePortion", LOG, "{}")).evidence())
        .isEqualTo("error/x.log of orders-1 was downloaded by user/bob");
  }

  @Test
  void anotherAccountsUserOfTheSameNameIsNotTheAllowListedOne() {
    judge.with(Given.recommended("principals: {allowed: [user/bob]}"));
    ApiCall byHand = call("DownloadDBLogFilePortion", LOG, "{}");

    assertThat(
            judge.findsIn(
                Given.apiCall(
                    byHand.id(),
                    Given.by("'arn':'arn:aws:iam::210987654321:user/bob'", byHand.event()))))
        .hasSize(1);
  }
}
