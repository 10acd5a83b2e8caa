package dev.auroraguardrails.tamper;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.aws.AwsWire;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.baseline.Baseline.SelfGuard;
import dev.auroraguardrails.engine.EventReader;
import dev.auroraguardrails.engine.InMemoryLedger;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.engine.Outbox;
import dev.auroraguardrails.engine.UnreadableEvent;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome;
import dev.auroraguardrails.model.Pause;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// What becomes of calls against the guard itself.
class TamperGuardTest {
  private static final String RULE = "guard-RdsRule-1A";
  private static final String GOOD_TARGET =
      "{'Targets':[{'Id':'queue','Arn':'arn:aws:sqs:eu-central-1:123456789012:guard-RdsQueue-1A',"
          + "'DeadLetterConfig':{'Arn':'arn:aws:sqs:eu-central-1:123456789012:guard-Dead-1A'}}]}";
  private static final String NO_TARGET = "{'Targets':[]}";

  private final AwsWire wire = new AwsWire();
  private final InMemoryLedger ledger = new InMemoryLedger();
  private final List<Alert> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private Pause pause = Pause.never();
  private SelfGuard baseline = new SelfGuard(Mode.REVERT, List.of("role/deploy"));

  @Test
  void aDisabledRuleIsEnabledAgainAndSeenToBe() {
    rule("DISABLED", GOOD_TARGET);
    wire.answer("EnableRule", "{}");
    rule("ENABLED", GOOD_TARGET);

    assertThat(handle(event("events", "DisableRule", "'name':'%s'".formatted(RULE))))
        .containsExactly("TAMPER-01 revert reverted");

    assertThat(writes()).containsExactly("AWSEvents.EnableRule {\"Name\":\"" + RULE + "\"}");
    assertThat(told)
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.control().severity()).isEqualTo(Severity.CRITICAL);
              assertThat(alert.evidence()).contains("DisableRule", RULE);
              assertThat(alert.event().actor()).isEqualTo("role/developer (alice)");
              assertThat(alert.done()).containsExactly("aws events enable-rule --name " + RULE);
              assertThat(alert.undo()).containsExactly("aws events disable-rule --name " + RULE);
            });
  }

  @Test
  void aRuleOfSomebodyElseIsLeftAlone() {
    assertThat(handle(event("events", "DisableRule", "'name':'nightly-report'"))).isEmpty();
    assertThat(handle(event("events", "DisableRule", "'name':'guardian-RdsRule'"))).isEmpty();

    assertThat(wire.calls()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void aSecondRunChangesNothingAndTellsNothing() {
    rule("DISABLED", GOOD_TARGET);
    wire.answer("EnableRule", "{}");
    rule("ENABLED", GOOD_TARGET);
    String event = event("events", "DisableRule", "'name':'%s'".formatted(RULE));
    handle(event);

    assertThat(handle(event)).containsExactly("TAMPER-01 alert alerted");

    assertThat(writes()).hasSize(1);
    assertThat(told).hasSize(1);
  }

  @Test
  void aChangeThatIsNotVisibleYetIsLookedForAgain() {
    rule("ENABLED", GOOD_TARGET);
    var first = change(event("events", "DisableRule", "'name':'%s'".formatted(RULE)));
    assertThat(handle(first)).containsExactly("TAMPER-01 none deferred");
    assertThat(told).isEmpty();

    rule("DISABLED", GOOD_TARGET);
    wire.answer("EnableRule", "{}");
    rule("ENABLED", GOOD_TARGET);
    assertThat(handle(first.next())).containsExactly("TAMPER-01 revert reverted");
  }

  @Test
  void aRuleThatSomebodyEnabledAlreadyIsToldAndLeftAlone() {
    rule("ENABLED", GOOD_TARGET);
    rule("ENABLED", GOOD_TARGET);
    var first = change(event("events", "DisableRule", "'name':'%s'".formatted(RULE)));
    handle(first);

    assertThat(handle(first.next())).containsExactly("TAMPER-01 revert already-fixed");

    assertThat(writes()).isEmpty();
    assertThat(told).hasSize(1);
  }

  @Test
  void targetsArePutBackAsTheTemplateMadeThem() {
    rule("ENABLED", NO_TARGET);
    wire.answer("PutTargets", "{'FailedEntryCount':0}".replace('\'', '"'));
    rule("ENABLED", GOOD_TARGET);

    assertThat(
            handle(event("events", "RemoveTargets", "'rule':'%s','ids':['queue']".formatted(RULE))))
        .containsExactly("TAMPER-01 revert reverted");

    assertThat(writes())
        .singleElement()
        .asString()
        .contains("guard-RdsQueue-1A", "guard-Dead-1A", "\"Id\":\"queue\"");
  }

  @Test
  void aTargetThatIsBlindedByAConstantInputIsPutBack() {
    rule("ENABLED", GOOD_TARGET.replace("'Id':'queue'", "'Id':'queue','Input':'{}'"));
    wire.answer("PutTargets", "{\"FailedEntryCount\":0}");
    rule("ENABLED", GOOD_TARGET);

    assertThat(handle(event("events", "PutTargets", "'rule':'%s'".formatted(RULE))))
        .containsExactly("TAMPER-01 revert reverted");
  }

  @Test
  void theGuardsOwnPutTargetsIsNotTold() {
    ledger.called("r-1", now);

    assertThat(handle(event("events", "PutTargets", "'rule':'%s'".formatted(RULE))))
        .containsExactly("TAMPER-01 none already-fixed");
    assertThat(told).isEmpty();
  }

  @Test
  void aRuleThatIsGoneIsToldWithTheWayBack() {
    wire.answer("DescribeRule", 400, "{\"__type\":\"ResourceNotFoundException\"}");

    assertThat(handle(event("events", "DeleteRule", "'name':'%s'".formatted(RULE))))
        .containsExactly("TAMPER-01 alert alerted");
    assertThat(told.getFirst().reason()).contains("make deploy");
  }

  @Test
  void whoPutsTheGuardBackThreeTimesAnHourIsNotFoughtAnyMore() {
    for (int i = 0; i < 3; i++) {
      rule("DISABLED", GOOD_TARGET);
      wire.answer("EnableRule", "{}");
      rule("ENABLED", GOOD_TARGET);
      assertThat(handle(disable("ev-" + i))).containsExactly("TAMPER-01 revert reverted");
    }

    rule("DISABLED", GOOD_TARGET);
    assertThat(handle(disable("ev-4"))).containsExactly("TAMPER-01 alert alerted");

    assertThat(told.getLast().reason()).contains("put back 3 times");
    assertThat(told.getLast().fix()).containsExactly("aws events enable-rule --name " + RULE);
    assertThat(writes()).hasSize(3);
  }

  @Test
  void nothingIsPutBackWhileTheGuardIsPaused() {
    pause = new Pause.Paused("migration", "ann", now, Optional.empty());
    rule("DISABLED", GOOD_TARGET);

    assertThat(handle(disable("ev-1"))).containsExactly("TAMPER-01 alert alerted");
    assertThat(writes()).isEmpty();
  }

  @Test
  void aBaselineThatOnlyTellsPutsNothingBack() {
    baseline = new SelfGuard(Mode.ALERT, List.of());
    rule("DISABLED", GOOD_TARGET);

    assertThat(handle(disable("ev-1"))).containsExactly("TAMPER-01 alert alerted");
    assertThat(writes()).isEmpty();
    assertThat(told.getFirst().fix()).isNotEmpty();
  }

  @Test
  void whoDeploysIsToldAsLowAndNotPutBack() {
    assertThat(handle(disable("ev-1").replace("assumed-role/developer", "assumed-role/deploy")))
        .containsExactly("TAMPER-01 alert alerted");

    assertThat(wire.calls()).isEmpty();
    assertThat(told.getFirst().control().severity()).isEqualTo(Severity.LOW);
  }

  @Test
  void aSessionNamedLikeTheDeployerOrOfAnotherAccountIsNotTheDeployer() {
    rule("DISABLED", GOOD_TARGET);
    wire.answer("EnableRule", "{}");
    rule("ENABLED", GOOD_TARGET);
    assertThat(handle(disable("ev-1").replace("developer/alice", "developer/deploy")))
        .containsExactly("TAMPER-01 revert reverted");

    rule("DISABLED", GOOD_TARGET);
    wire.answer("EnableRule", "{}");
    rule("ENABLED", GOOD_TARGET);
    assertThat(
            handle(
                disable("ev-2")
                    .replace(
                        "sts::123456789012:assumed-role/developer",
                        "sts::999999999999:assumed-role/deploy")))
        .containsExactly("TAMPER-01 revert reverted");
  }

  @Test
  void whatCloudFormationDoesIsLeftToTheCallOnItsStackWhichIsTold() {
    String byStack =
        event("lambda", "UpdateFunctionCode20150331v2", "'functionName':'guard-RdsFunction-1A'")
            .replace("'type':", "'invokedBy':'cloudformation.amazonaws.com','type':");
    assertThat(handle(byStack)).containsExactly("TAMPER-01 exempt exempted");
    assertThat(told).isEmpty();

    assertThat(handle(event("cloudformation", "UpdateStack", "'stackName':'guard'")))
        .containsExactly("TAMPER-01 alert alerted");
    assertThat(told.getFirst().control().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void aPolicyOnTheGuardsRoleIsToldEvenByCloudFormation() {
    String call =
        event("iam", "PutRolePolicy", "'roleName':'guard-RdsRole-1A','policyDocument':'x'");
    assertThat(handle(call)).containsExactly("TAMPER-05 alert alerted");
    assertThat(
            handle(
                call.replace("ev-1", "ev-2")
                    .replace("'type':", "'invokedBy':'cloudformation.amazonaws.com','type':")))
        .containsExactly("TAMPER-05 alert alerted");
    assertThat(told)
        .extracting(alert -> alert.control().severity())
        .containsExactly(Severity.CRITICAL, Severity.LOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lambda UpdateFunctionCode20150331v2 'functionName':'guard-RdsFunction-1A'",
        "lambda AddPermission20150331v2 'functionName':'arn:aws:lambda:eu-central-1:123456789012:function:guard-RdsFunction-1A:live'",
        "lambda PutFunctionConcurrency20171031 'functionName':'guard-RdsFunction-1A','reservedConcurrentExecutions':0",
        "sqs PurgeQueue 'queueUrl':'https://sqs.eu-central-1.amazonaws.com/123456789012/guard-RdsQueue-1A'",
        "dynamodb DeleteResourcePolicy 'resourceArn':'arn:aws:dynamodb:eu-central-1:123456789012:table/guard-LedgerTable-1A'",
        "logs DeleteLogGroup 'logGroupName':'/guard/rds'",
        "sns DeleteTopic 'topicArn':'arn:aws:sns:eu-central-1:123456789012:guard-AlertTopic-1A'",
        "sns Unsubscribe 'subscriptionArn':'arn:aws:sns:eu-central-1:123456789012:guard-AlertTopic-1A:9c1'",
        "monitoring DeleteAlarms 'alarmNames':['other','guard-RdsErrorsAlarm-1A']",
        "kms DisableKey 'keyId':'1234-abcd'",
        "kms ScheduleKeyDeletion 'keyId':'arn:aws:kms:eu-central-1:123456789012:key/1234-abcd'",
        "cloudformation DeleteStack 'stackName':'arn:aws:cloudformation:eu-central-1:123456789012:stack/guard/9c1'",
        "iam DeleteRole 'roleName':'guard-RdsRole-1A'",
        "config StopConfigurationRecorder 'configurationRecorderName':'default'",
        "cloudtrail PutEventSelectors 'trailName':'main'",
        "guardduty DeleteDetector 'detectorId':'12ab'",
        "rds AddTagsToResource 'tags':[{'key':'aurora-guardrails:x','value':'1'}]"
      })
  void isToldAtOnce(String call) {
    assertThat(handle(event(call.split(" ", 3)))).singleElement().asString().endsWith("alerted");
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().resource()).startsWith("arn:aws:");
    assertThat(writes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lambda UpdateFunctionCode20150331v2 'functionName':'orders'",
        "lambda GetFunction20150331v2 'functionName':'guard-RdsFunction-1A'",
        "sns DeleteTopic 'topicArn':'arn:aws:sns:eu-central-1:123456789012:orders-guard'",
        "iam PutRolePolicy 'roleName':'developer'",
        "kms DisableKey 'keyId':'9999-abcd'",
        "ssm PutParameter 'name':'/orders/limit'",
        "rds AddTagsToResource 'tags':[{'key':'team','value':'orders'}]",
        "cloudformation UpdateStack 'stackName':'orders'"
      })
  void isNoneOfItsBusiness(String call) {
    assertThat(handle(event(call.split(" ", 3)))).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void aStoppedTrailIsStartedAgain() {
    String name = "arn:aws:cloudtrail:eu-central-1:123456789012:trail/main";
    trail(false);
    selectors("{'EventSelectors':[{'IncludeManagementEvents':true}]}");
    wire.answer("StartLogging", "{}");
    trail(true);

    assertThat(handle(event("cloudtrail", "StopLogging", "'name':'%s'".formatted(name))))
        .containsExactly("TAMPER-02 revert reverted");
    assertThat(writes()).singleElement().asString().contains("StartLogging", name);
  }

  @Test
  void aTrailOfAdvancedSelectorsIsStartedAgain() {
    trail(false);
    selectors(
        "{'AdvancedEventSelectors':[{'FieldSelectors':[{'Field':'eventCategory',"
            + "'Equals':['Management']}]}]}");
    wire.answer("StartLogging", "{}");
    trail(true);

    assertThat(handle(event("cloudtrail", "StopLogging", "'name':'main'")))
        .containsExactly("TAMPER-02 revert reverted");
  }

  @Test
  void aTrailThatRecordsOnlyDataEventsIsLeftStoppedAndTold() {
    for (int i = 0; i < 2; i++) {
      trail(false);
      selectors("{'EventSelectors':[{'IncludeManagementEvents':false}]}");
    }
    var first = change(event("cloudtrail", "StopLogging", "'name':'data'"));
    handle(first);

    assertThat(handle(first.next())).containsExactly("TAMPER-02 revert already-fixed");
    assertThat(writes()).isEmpty();
    assertThat(told).hasSize(1);
  }

  @Test
  void aNewExemptionIsToldAtOnceWithWhoAllowsWhat() {
    wire.answer(
        "GetParameter",
        parameter(
            "{'control':'RESIL-01','resource':'*:cluster:orders','reason':'moves','by':'alice',"
                + "'since':'2026-03-01T11:00:00Z','until':'2026-03-01T14:00:00Z'}"));

    handle(
        event(
            "ssm", "PutParameter", "'name':'/aurora-guardrails/exemptions/ex-1','value':'HIDDEN'"));

    assertThat(told.getFirst().evidence())
        .contains("RESIL-01 is allowed on *:cluster:orders until 2026-03-01T14:00:00Z: moves");
    assertThat(told.getFirst().event().actor()).isEqualTo("role/developer (alice)");
    assertThat(told.getFirst().control().id()).isEqualTo("TAMPER-07");
  }

  @Test
  void aSettingThatIsNoneOfTheGuardsIsToldWithoutItsValue() {
    wire.answer("GetParameter", parameter("{'password':'s3cret'}"));

    handle(event("ssm", "PutParameter", "'name':'/aurora-guardrails/exemptions/ex-1'"));

    assertThat(told.getFirst().evidence()).contains("cannot be read").doesNotContain("s3cret");
  }

  @Test
  void theCanaryOfTheGuardIsNotToldAndThatOfSomebodyElseIs() {
    String tag =
        event("iam", "TagRole", "'tags':[{'key':'aurora-guardrails:canary','value':'seen'}]");

    assertThat(handle(tag.replace("role/developer/alice", "role/guard-CanaryRole-1A/s"))).isEmpty();
    assertThat(told).isEmpty();
    assertThat(handle(tag)).containsExactly("TAMPER-06 alert alerted");
    assertThat(
            handle(
                tag.replace("role/developer/alice", "role/guard-CanaryRole-1A/s")
                    .replace("ev-1", "ev-2")
                    .replace("'tags':[", "'tags':[{'key':'aurora-guardrails:x','value':'1'},")))
        .containsExactly("TAMPER-06 alert alerted");
  }

  @Test
  void aFailedCallIsNotTold() {
    assertThat(
            handle(disable("ev-1").replace("'readOnly'", "'errorCode':'AccessDenied','readOnly'")))
        .isEmpty();
    assertThat(told).isEmpty();
  }

  private static String disable(String id) {
    return event("events", "DisableRule", "'name':'%s'".formatted(RULE)).replace("ev-1", id);
  }

  private List<String> handle(String event) {
    return handle(change(event));
  }

  private List<String> handle(Trigger.Change change) {
    return guard().handle(change).stream().map(TamperGuardTest::line).toList();
  }

  private static String line(Handled handled) {
    Outcome outcome = handled.outcome();
    return "%s %s %s".formatted(handled.control(), handled.decision(), outcome.label());
  }

  private TamperGuard guard() {
    return new TamperGuard(
        new GuardParts(
            "guard",
            "arn:aws:kms:eu-central-1:123456789012:key/1234-abcd",
            "guard-CanaryRole-1A",
            List.of(
                new GuardRule(
                    RULE,
                    "queue",
                    "arn:aws:sqs:eu-central-1:123456789012:guard-RdsQueue-1A",
                    "arn:aws:sqs:eu-central-1:123456789012:guard-Dead-1A"))),
        baseline,
        new RuleKeeper(wire.client(EventBridgeClient.builder()), id -> {}),
        new TrailKeeper(wire.client(CloudTrailClient.builder()), id -> {}),
        new Settings(wire.client(SsmClient.builder())),
        () -> pause,
        ledger,
        new Outbox(ledger, told::add),
        () -> now);
  }

  private Trigger.Change change(String event) {
    try {
      return new Trigger.Change(
          EventReader.read(Json.MAPPER.readTree(event.replace('\'', '"'))).event(), 0, now);
    } catch (JsonProcessingException | UnreadableEvent e) {
      throw new AssertionError(e);
    }
  }

  private void rule(String state, String targets) {
    wire.answer("DescribeRule", "{\"Name\":\"%s\",\"State\":\"%s\"}".formatted(RULE, state));
    wire.answer("ListTargetsByRule", targets.replace('\'', '"'));
  }

  private void trail(boolean logging) {
    wire.answer("GetTrailStatus", "{\"IsLogging\":%s}".formatted(logging));
  }

  private void selectors(String json) {
    wire.answer("GetEventSelectors", json.replace('\'', '"'));
  }

  private static String parameter(String value) {
    ObjectNode parameter = Json.MAPPER.createObjectNode();
    parameter.putObject("Parameter").put("Name", "x").put("Value", value.replace('\'', '"'));
    JsonNode node = parameter;
    return node.toString();
  }

  /// The calls that changed something.
  private List<String> writes() {
    return wire.calls().stream()
        .filter(call -> !call.matches(".*[.](Describe|List|Get)\\w+ .*"))
        .toList();
  }

  private static String event(String... call) {
    return """
        {'source':'aws.%1$s','account':'123456789012','region':'eu-central-1',
         'detail-type':'AWS API Call via CloudTrail','detail':{
          'eventSource':'%1$s.amazonaws.com','eventName':'%2$s','eventID':'ev-1','requestID':'r-1',
          'eventTime':'2026-03-01T11:59:58Z','awsRegion':'eu-central-1','readOnly':false,
          'recipientAccountId':'123456789012','sourceIPAddress':'198.51.100.23',
          'userIdentity':{'type':'AssumedRole',
           'arn':'arn:aws:sts::123456789012:assumed-role/developer/alice'},
          'requestParameters':{%3$s}}}
        """
        .formatted((Object[]) call);
  }
}
