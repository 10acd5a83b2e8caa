package dev.auroraguardrails.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.aws.AwsWire;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Pause;
import dev.auroraguardrails.model.TemporaryExemption;
import dev.auroraguardrails.model.TemporaryExemptions;
import dev.auroraguardrails.port.AccountBrake;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// How the guard stands, as a person or a program reads it.
class StatusCommandTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final AwsWire wire = new AwsWire();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Pause pause = Pause.never();
  private AccountBrake brake = AccountBrake.FREE;
  private TemporaryExemptions exemptions = TemporaryExemptions.NONE;

  @Test
  void allIsWell() {
    stack();
    seen();
    waiting(0);

    assertThat(run()).isZero();

    assertThat(text())
        .contains("Pause:        none")
        .contains("Brake:        free")
        .contains("Exemptions:   none")
        .contains("Last seen:    rds: 2026-03-01T11:40:00Z")
        .contains("Last sweep:   2026-03-01T03:00:00Z")
        .contains("Dead letters: none");
    assertThat(wire.calls().getFirst()).isEqualTo("Action=ListStackResources StackName=guard");
  }

  @Test
  void deadLettersAreToldByTheirQueue() {
    stack();
    seen();
    waiting(3);

    assertThat(run()).isEqualTo(1);
    assertThat(text()).contains("Dead letters: 3, each").contains("3 in RdsDeadLetters");
  }

  @Test
  void aPauseIsToldWithWhoMadeIt() {
    pause = new Pause.Paused("migration", "ann", NOW.minusSeconds(60), Optional.empty());
    stack();
    seen();
    waiting(0);

    assertThat(run()).isEqualTo(1);
    assertThat(text()).contains("the guard is paused by ann since 2026-03-01T11:59:00Z: migration");
  }

  @Test
  void anEngagedBrakeIsToldUntilSomebodyResumes() {
    brake =
        new AccountBrake(
            4,
            List.of(new AccountBrake.Counted("inc-1", Family.RDS, "RESIL-01", "arn:x", NOW)),
            Optional.of(NOW.minusSeconds(60)),
            true);
    stack();
    seen();
    waiting(0);
    assertThat(run()).isEqualTo(1);
    assertThat(text()).contains("Brake:        holds since 2026-03-01T11:59:00Z after 1 reverts");

    pause = new Pause.Running(Optional.of(NOW.minusSeconds(30)));
    stack();
    seen();
    waiting(0);
    assertThat(run()).isZero();
    assertThat(text()).contains("Brake:        free");
  }

  @Test
  void exemptionsInForceAreListedAndEndedOnesAreNot() {
    exemptions =
        new TemporaryExemptions(
            List.of(
                exemption("ex-1", NOW.plusSeconds(60)), exemption("ex-2", NOW.minusSeconds(60))),
            List.of(
                new TemporaryExemptions.Malformed("/aurora-guardrails/exemptions/x", "1", "?")));
    stack();
    seen();
    waiting(0);

    run();

    assertThat(text())
        .contains("Exemptions:   1 in force", "ex-1", "exemptions/x exempts nothing")
        .doesNotContain("ex-2");
  }

  @Test
  void whatCannotBeReadIsSaidAndTheRestIsShown() {
    pause = new Pause.Unreadable("AccessDeniedException");
    stack();
    seen();
    wire.answer("GetQueueAttributes", 400, "{\"__type\":\"AccessDenied\",\"message\":\"no\"}");

    assertThat(run()).isEqualTo(1);
    assertThat(text())
        .contains("Unreadable:   deadLetters: AWS refused: no")
        .contains("Unreadable:   pause: AccessDeniedException")
        .contains("Last seen:    rds")
        .doesNotContain("Dead letters: none")
        .doesNotContain("Pause:");
  }

  @Test
  void aProgramGetsOneJsonObject() throws Exception {
    stack();
    seen();
    waiting(2);

    run("--json");

    JsonNode status = Json.MAPPER.readTree(text());
    assertThat(status.path("deadLetters").path("RdsDeadLetters").asInt()).isEqualTo(2);
    assertThat(status.path("lastSeen").path("rds").asText()).isEqualTo("2026-03-01T11:40:00Z");
    assertThat(status.path("lastSweep").asText()).isEqualTo("2026-03-01T03:00:00Z");
    assertThat(status.path("unreadable").isEmpty()).isTrue();
  }

  @Test
  void aStackThatIsNotThereIsAnErrorInOneSentence() {
    wire.answer(
        "ListStackResources",
        400,
        "<ErrorResponse><Error><Code>ValidationError</Code><Message>Stack with id guard does not"
            + " exist</Message></Error></ErrorResponse>");

    assertThatThrownBy(this::run)
        .satisfies(
            failed ->
                assertThat(Trouble.sentence(failed))
                    .isEqualTo(
                        "AWS refused: Stack with id guard does not exist (ValidationError)"));
  }

  private int run(String... words) {
    out.reset();
    var command = new StatusCommand();
    new CommandLine(command).parseArgs(words);
    var stacks = wire.client(CloudFormationClient.builder());
    var reader =
        new StatusReader(
            stacks,
            wire.client(
                SqsClient.builder()
                    .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))),
            wire.client(CloudWatchLogsClient.builder()),
            wire.client(S3Client.builder().forcePathStyle(true)),
            () -> pause,
            () -> exemptions,
            () -> brake);
    return command.show(reader, "guard", NOW, new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static TemporaryExemption exemption(String id, Instant until) {
    return new TemporaryExemption(
        id, "RESIL-01", "*:cluster:orders", "moves", "ann", NOW.minusSeconds(120), until);
  }

  private void stack() {
    String resource =
        "<member><LogicalResourceId>%s</LogicalResourceId><PhysicalResourceId>%s"
            + "</PhysicalResourceId><ResourceType>%s</ResourceType></member>";
    wire.answer(
        "ListStackResources",
        "<ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries>"
            + resource.formatted("RdsLog", "/guard/rds", "AWS::Logs::LogGroup")
            + resource.formatted("ReportBucket", "reports", "AWS::S3::Bucket")
            + resource.formatted("RdsQueue", "https://sqs/1/guard-RdsQueue", "AWS::SQS::Queue")
            + resource.formatted("RdsDeadLetters", "https://sqs/1/guard-Dead", "AWS::SQS::Queue")
            + "</StackResourceSummaries></ListStackResourcesResult></ListStackResourcesResponse>");
  }

  private void seen() {
    wire.answer(
        "DescribeLogStreams",
        "{\"logStreams\":[{\"logStreamName\":\"s\",\"lastEventTimestamp\":%d}]}"
            .formatted(Instant.parse("2026-03-01T11:40:00Z").toEpochMilli()));
    String object =
        "<Contents><Key>1/eu/%s</Key><LastModified>2026-%s-01T03:00:00.000Z</LastModified>"
            + "</Contents>";
    wire.answer(
        "",
        "<ListBucketResult><IsTruncated>false</IsTruncated>"
            + object.formatted("sweep-1.json", "02")
            + object.formatted("sweep-2.json", "03")
            + object.formatted("else.json", "04")
            + "</ListBucketResult>");
  }

  private void waiting(int count) {
    wire.answer(
        "GetQueueAttributes",
        "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"%d\"}}".formatted(count));
  }
}
