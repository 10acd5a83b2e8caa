package dev.auroraguardrails.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.auroraguardrails.aws.Canary;
import dev.auroraguardrails.aws.Figure;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The dashboard and the canary's alarms stand on metrics that the functions write.
class TemplateFiguresTest {
  private static final Pattern SEARCHED = Pattern.compile("MetricName=\\\\?\"(\\w+)");
  private static final Template TEMPLATE = Template.read();
  private static final Set<String> WRITTEN =
      Arrays.stream(Figure.values()).map(Figure::label).collect(Collectors.toSet());

  @Test
  void everyMetricOnTheDashboardIsOneThatIsWritten() throws Exception {
    var shown = new TreeSet<String>();
    for (JsonNode widget : dashboard().path("widgets")) {
      for (JsonNode metric : widget.path("properties").path("metrics")) {
        if (metric.path(0).asText().equals(Figure.NAMESPACE)) {
          shown.add(metric.path(1).asText());
          assertThat(metric.path(2).asText()).isEqualTo("family");
        }
        String search = metric.path(0).path("expression").asText();
        Matcher matcher = SEARCHED.matcher(search);
        if (matcher.find()) {
          assertThat(search).contains("{AuroraGuardrails,control,family,outcome}");
          shown.add(matcher.group(1));
        }
      }
    }

    assertThat(WRITTEN).containsAll(shown);
    assertThat(shown)
        .contains("Events", "Findings", "Reverts", "LatencySeconds", "Deferred", "Canaries");
  }

  @Test
  void whatIsExemptedIsShown() throws Exception {
    assertThat(dashboard().toString()).contains("outcome=\\\"exempted\\\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Rds", "Iam"})
  void aCanaryThatDoesNotComeRaisesAnAlarm(String family) {
    Map<String, Object> alarm =
        TEMPLATE.properties("AWS::CloudWatch::Alarm", family + "CanaryAlarm");

    assertThat(alarm)
        .containsEntry("Namespace", Figure.NAMESPACE)
        .containsEntry("MetricName", Figure.CANARIES.label())
        .containsEntry("ComparisonOperator", "LessThanThreshold")
        .containsEntry("TreatMissingData", "breaching")
        .containsEntry("AlarmActions", List.of(Template.reference("AlertTopic")));
    assertThat(Template.list(alarm.get("Dimensions")))
        .containsExactly(
            Map.of("Name", "family", "Value", family.toLowerCase(java.util.Locale.ROOT)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Rds", "Iam"})
  void theCanarySetsTheTagThatTheFunctionsLookFor(String family) {
    Map<String, Object> schedule =
        TEMPLATE.properties("AWS::Scheduler::Schedule", family + "Canary");
    String input = String.valueOf(Template.map(schedule.get("Target")).get("Input"));

    assertThat(schedule).containsEntry("ScheduleExpression", "rate(1 hour)");
    assertThat(input).contains(Canary.TAG);
  }

  @Test
  void theCanarysRoleMaySetThatTagOnItsOwnThingsAndNoMore() {
    var resources = new HashSet<Object>();
    for (Object statement :
        Template.list(
            Template.map(
                    TEMPLATE.properties("AWS::IAM::Policy", "CanaryPolicy").get("PolicyDocument"))
                .get("Statement"))) {
      assertThat(Template.map(statement).get("Condition"))
          .isEqualTo(
              Map.of("ForAllValues:StringEquals", Map.of("aws:TagKeys", List.of(Canary.TAG))));
      resources.add(Template.map(statement).get("Resource"));
    }
    assertThat(resources).hasSize(2).contains(Template.attribute("CanaryRole", "Arn"));
  }

  private static JsonNode dashboard() throws Exception {
    Object body =
        Template.map(
                TEMPLATE.properties("AWS::CloudWatch::Dashboard", "Dashboard").get("DashboardBody"))
            .get("Fn::Sub");
    return new ObjectMapper().readTree(String.valueOf(body));
  }
}
