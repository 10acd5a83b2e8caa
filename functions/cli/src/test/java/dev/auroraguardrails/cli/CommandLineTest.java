package dev.auroraguardrails.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line as a person or a program meets it: in a process of its own.
class CommandLineTest {
  private static final Path ROOT = Path.of(System.getProperty("projectRoot"));
  private static final Path MODIFY = ROOT.resolve("events/ModifyDBCluster.json");

  @TempDir Path folder = Path.of(".");

  private record Ran(int code, List<String> out, String err) {
    JsonNode line(int number) throws IOException {
      return Json.MAPPER.readTree(out.get(number));
    }
  }

  @Test
  void explainAnswersALineForEachEventInInputOrder() throws Exception {
    String event = Json.MAPPER.readTree(MODIFY.toFile()).toString();
    Ran ran = run(event + "\nnot json\n" + event + "\n", "explain");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).hasSize(3);
    assertThat(ran.line(0).path("changed").toString())
        .isEqualTo("{\"backupRetentionPeriod\":1,\"deletionProtection\":false}");
    assertThat(ran.line(0).path("controls"))
        .extracting(JsonNode::asText)
        .contains("LOGIN-01", "RESIL-01", "RESIL-03")
        .isSorted();
    assertThat(ran.line(1).path("parsed").asBoolean(true)).isFalse();
    assertThat(ran.line(1).path("err").asText()).startsWith("not JSON");
    assertThat(ran.line(2)).isEqualTo(ran.line(0));
  }

  @Test
  void explainReadsARecordAnArrayALogFileAndAPackedOne() throws Exception {
    JsonNode record = Json.MAPPER.readTree(MODIFY.toFile()).path("detail");
    Path one = Files.writeString(folder.resolve("one.json"), record.toPrettyString());
    Path array =
        Files.writeString(folder.resolve("array.json"), "[%s, %s]".formatted(record, record));
    Path packed = folder.resolve("log.json.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("{\"Records\": [%s]}".formatted(record).getBytes(StandardCharsets.UTF_8));
    }

    Ran ran = run("", "explain", one.toString(), array.toString(), packed.toString());

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).hasSize(4);
    assertThat(ran.out()).allMatch(line -> line.equals(ran.out().getFirst()));
    assertThat(ran.line(0).path("targets").toString()).isEqualTo("[\"orders\"]");
  }

  @Test
  void explainNamesAFileThatItCannotRead() throws Exception {
    Ran ran = run("", "explain", folder.resolve("nowhere.json").toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("cannot read").contains("nowhere.json");
  }

  @Test
  void handleAnswersBadJsonAndGoesOn() throws Exception {
    JsonNode denied = Json.MAPPER.readTree(MODIFY.toFile());
    ((com.fasterxml.jackson.databind.node.ObjectNode) denied.path("detail"))
        .put("errorCode", "AccessDenied");

    Ran ran = run("{broken\n" + denied + "\n", "handle", "--baseline", "observe");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).hasSize(2);
    assertThat(ran.line(0).path("err").asText()).startsWith("not JSON");
    assertThat(ran.line(1).path("err").isNull()).isTrue();
    assertThat(ran.line(1).path("outcomes")).isEmpty();
    assertThat(ran.line(1).path("eventId").asText())
        .isEqualTo(denied.at("/detail/eventID").asText());
  }

  @Test
  void handleSaysWhichBaselineItTakesWithoutOne() throws Exception {
    assertThat(run("", "handle").err()).contains("recommended");
  }

  @Test
  void handleStopsAtABaselineWithAMistakeAndNamesItsLine() throws Exception {
    Path wrong =
        Files.writeString(
            folder.resolve("wrong.yaml"), "preset: observe\ncontrols:\n  NET-1: {}\n");

    Ran ran = run("", "handle", "--baseline", wrong.toString());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("line 3").contains("NET-1");
  }

  private Ran run(String input, String... words) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Guardrails.class.getName()));
    command.addAll(List.of(words));
    Path in = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    var builder = new ProcessBuilder(command);
    builder.environment().put("AWS_REGION", "us-east-1");
    Process process =
        builder
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ran(process.exitValue(), Files.readAllLines(out), Files.readString(err));
  }
}
