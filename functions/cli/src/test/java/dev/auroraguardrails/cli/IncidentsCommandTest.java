package dev.auroraguardrails.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.aws.AwsWire;
import dev.auroraguardrails.aws.IncidentReader;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.port.Samples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What the ledger holds, as a person or a program reads it.
class IncidentsCommandTest {
  private final AwsWire wire = new AwsWire();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void oneIncidentIsReadByItsIdInEachFamilyAndShownWhole() throws Exception {
    wire.answer("GetItem", "{}");
    wire.answer("GetItem", "{\"Item\":" + item("network#INCIDENT#inc-1", Samples.openPort()) + "}");
    assertThat(run("inc-1")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("port 5432 open to 0.0.0.0/0")
        .contains("role/dev (alice)")
        .contains("Decision:    revert")
        .contains("no such rule, from the last known good state")
        .contains("To undo what was done:\n  aws ec2 authorize-security-group-ingress");
    assertThat(wire.calls()).noneMatch(call -> call.contains("Scan"));
  }

  @Test
  void anIncidentThatIsNotThereIsSaidToBeSo() throws Exception {
    // The families, and the guard of the guard.
    for (int family = 0; family <= dev.auroraguardrails.model.Family.values().length; family++) {
      wire.answer("GetItem", "{}");
    }
    assertThat(run("inc-9")).isEqualTo(1);
    assertThat(out.size()).isZero();
  }

  @Test
  void aListIsFilteredAndReadsAllPages() throws Exception {
    Alert open = Samples.openPort();
    wire.answer(
        "Scan",
        "{\"Items\":[%s],\"LastEvaluatedKey\":{\"pk\":{\"S\":\"x\"}}}"
            .formatted(item("network#INCIDENT#inc-1", open)));
    wire.answer(
        "Scan",
        "{\"Items\":[%s,{\"pk\":{\"S\":\"rds#INCIDENT#inc-3\"},\"alert\":{\"S\":\"{}\"}}]}"
            .formatted(item("iam#INCIDENT#inc-2", open)));

    assertThat(run("--control", "NET-01", "--resource", "sg-0*", "--since", "1d")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("inc-1").contains("inc-2");
    assertThat(wire.calls().getFirst())
        .contains("contains(pk, :kind) AND expires >= :expires")
        .contains("{\"N\":\"" + Samples.NOON.plusSeconds(89 * 86_400L).getEpochSecond() + "\"}");
    assertThat(wire.calls()).hasSize(2);
  }

  @Test
  void whatIsAskedForElsewhereIsLeftOut() throws Exception {
    scan(Samples.openPort());
    run("--control", "RESIL-01");
    scan(Samples.openPort());
    run("--resource", "sg-1*");

    assertThat(out.size()).isZero();
  }

  @Test
  void noEscapeSequenceOfAnEventReachesTheTerminal() throws Exception {
    Alert hostile = Samples.openPort("\u001b]0;owned\u0007\u202e\u009b31m\nline");
    scan(hostile);
    run();
    scan(hostile);
    run("--json");
    wire.answer("GetItem", "{\"Item\":" + item("rds#INCIDENT#inc-1", hostile) + "}");
    run("inc-1");

    assertThat(out.toString(StandardCharsets.UTF_8).replace("\n", ""))
        .contains("owned")
        .doesNotContainPattern("\\p{C}");
  }

  @Test
  void aProgramGetsALineOfJsonWithTheWholeAlert() throws Exception {
    scan(Samples.openPort());
    run("--json");

    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    JsonNode line = Json.MAPPER.readTree(lines.getFirst());
    assertThat(lines).hasSize(1);
    assertThat(line.path("incidentId").asText()).isEqualTo("inc-1");
    assertThat(line.path("finished").asBoolean()).isTrue();
    assertThat(Json.MAPPER.treeToValue(line, Alert.class)).isEqualTo(Samples.openPort());
  }

  @Test
  void theLedgerIsFoundByTheStack() {
    wire.answer(
        "DescribeStacks",
        """
        <DescribeStacksResponse><DescribeStacksResult><Stacks><member><Outputs><member>
        <OutputKey>LedgerTableName</OutputKey><OutputValue>ledger-1</OutputValue>
        </member></Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>
        """);
    Map<String, String> outputs =
        StackOption.outputs(wire.client(CloudFormationClient.builder()), "guard");

    assertThat(outputs).containsEntry("LedgerTableName", "ledger-1");
    assertThat(wire.calls()).containsExactly("Action=DescribeStacks StackName=guard");
  }

  private void scan(Alert alert) {
    wire.answer("Scan", "{\"Items\":[" + item("network#INCIDENT#inc-1", alert) + "]}");
  }

  private static String item(String key, Alert alert) {
    return Json.write(
        Map.of(
            "pk", Map.of("S", key),
            "finished", Map.of("BOOL", true),
            "leaseEnds", Map.of("N", "1.000000000"),
            "alert", Map.of("S", Json.write(alert)),
            "alertDue", Map.of("BOOL", false)));
  }

  private int run(String... words) throws Exception {
    var command = new IncidentsCommand();
    new CommandLine(command).parseArgs(words);
    var reader = new IncidentReader(wire.client(DynamoDbClient.builder()), "ledger");
    return command.show(reader, Samples.NOON, new PrintStream(out, true, StandardCharsets.UTF_8));
  }
}
