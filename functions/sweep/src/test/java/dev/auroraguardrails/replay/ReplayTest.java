package dev.auroraguardrails.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.replay.Tally.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  private static final Path EVENTS =
      Path.of(Objects.requireNonNull(System.getProperty("projectRoot"))).resolve("events");
  private static final String ROLE = "123456789012 role/developer";

  @TempDir Path folder = Path.of(".");

  @Test
  void aCallIsCountedByControlPrincipalAndWeek() throws Exception {
    ReplayReport report = replay(write("log.json", record("1", "2026-03-02T14:08:11Z")));

    assertThat(report.calls().records()).isEqualTo(1);
    assertThat(report.calls().lookedAt()).isEqualTo(1);
    assertThat(report.byControl())
        .containsExactly(
            new Line("RESIL-01", Map.of(Would.REVERT, 1L)),
            new Line("RESIL-03", Map.of(Would.REVERT, 1L)));
    assertThat(report.byPrincipal()).containsExactly(new Line(ROLE, Map.of(Would.REVERT, 2L)));
    assertThat(report.byWeek()).containsExactly(new Line("2026-W10", Map.of(Would.REVERT, 2L)));
    assertThat(report.from()).isEqualTo("2026-03-02T14:08:11Z").isEqualTo(report.to());
  }

  @Test
  void aFolderIsReadAsCloudTrailLaysItOutAndDigestsAreNot() throws Exception {
    Path day = Files.createDirectories(folder.resolve("AWSLogs/1/CloudTrail/us-east-1/2026/03/02"));
    Path digest = Files.createDirectories(folder.resolve("AWSLogs/1/CloudTrail-Digest/us-east-1"));
    packed(day.resolve("a.json.gz"), log(record("1", "2026-03-02T14:00:00Z")));
    packed(day.resolve("b.json.gz"), log(record("2", "2026-03-09T14:00:00Z")));
    packed(digest.resolve("d.json.gz"), "{\"awsAccountId\": \"1\"}");
    Files.writeString(day.resolve("notes.txt"), "not a log");

    ReplayReport report = replay(folder);

    assertThat(report.calls().files()).isEqualTo(2);
    assertThat(report.unread()).isEmpty();
    assertThat(report.byWeek()).extracting(Line::name).containsExactly("2026-W10", "2026-W11");
  }

  @Test
  void everyShapeOfAFileIsRead() throws Exception {
    ObjectNode one = record("1", "2026-03-02T14:00:00Z");
    ObjectNode two = record("2", "2026-03-02T14:01:00Z");
    ObjectNode three = record("3", "2026-03-02T14:02:00Z");
    var envelope = Json.MAPPER.createObjectNode().put("detail-type", "x").put("source", "aws.rds");
    envelope.set("detail", record("4", "2026-03-02T14:03:00Z"));

    Files.writeString(folder.resolve("a.json"), log(one));
    Files.writeString(folder.resolve("b.json"), "[" + two + "]");
    Files.writeString(folder.resolve("c.jsonl"), three + "\n" + envelope + "\n");

    assertThat(replay(folder).byControl().getFirst())
        .isEqualTo(new Line("RESIL-01", Map.of(Would.REVERT, 4L)));
  }

  @Test
  void aRecordThatCameTwiceCountsOnce() throws Exception {
    ObjectNode record = record("same", "2026-03-02T14:00:00Z");

    ReplayReport report = replay(write("log.json", record, record));

    assertThat(report.calls().repeated()).isEqualTo(1);
    assertThat(report.byControl().getFirst().of(Would.REVERT)).isEqualTo(1);
  }

  @Test
  void whatOtherServicesDidIsCountedAndLeftAlone() throws Exception {
    ObjectNode other = record("1", "2026-03-02T14:00:00Z").put("eventSource", "s3.amazonaws.com");
    ObjectNode reading = record("2", "2026-03-02T14:00:00Z").put("eventName", "DescribeDBClusters");

    ReplayReport report = replay(write("log.json", other, reading));

    assertThat(report.calls().records()).isEqualTo(2);
    assertThat(report.calls().lookedAt()).isZero();
    assertThat(report.byControl()).isEmpty();
  }

  @Test
  void aDeniedCallIsToldAsSuch() throws Exception {
    ObjectNode denied = record("1", "2026-03-02T14:00:00Z").put("errorCode", "AccessDenied");

    ReplayReport report = replay(write("log.json", denied));

    assertThat(report.calls().notSucceeded()).isEqualTo(1);
    assertThat(report.byControl()).isEmpty();
  }

  @Test
  void aFileThatBreaksOffIsNamedAndWhatCameBeforeCounts() throws Exception {
    String whole = log(record("1", "2026-03-02T14:00:00Z"), record("2", "2026-03-02T14:00:01Z"));
    Files.writeString(folder.resolve("broken.json"), whole.substring(0, whole.length() - 40));
    Files.write(folder.resolve("torn.json.gz"), Arrays.copyOf(gzip(whole), 60));
    write("good.json", record("3", "2026-03-02T14:00:02Z"));

    ReplayReport report = replay(folder);

    assertThat(report.calls().filesUnread()).isEqualTo(2);
    assertThat(report.unread())
        .extracting(one -> Path.of(one.file()).getFileName().toString())
        .containsExactlyInAnyOrder("broken.json", "torn.json.gz");
    assertThat(report.unread()).anyMatch(one -> one.why().startsWith("after 1 records"));
    assertThat(report.byControl().getFirst().of(Would.REVERT)).isEqualTo(2);
  }

  @Test
  void manyRevertsWithinMinutesAreNamedBesideTheBrake() throws Exception {
    var records = new ArrayList<ObjectNode>();
    for (int i = 0; i < 6; i++) {
      records.add(record("e" + i, "2026-03-02T14:0%d:00Z".formatted(i)));
    }
    records.add(record("later", "2026-03-02T18:00:00Z"));

    var busiest = replay(write("log.json", records.toArray(ObjectNode[]::new))).busiest();

    assertThat(busiest.reverts()).isEqualTo(12);
    assertThat(busiest.from()).isEqualTo("2026-03-02T14:00:00Z");
    assertThat(busiest.limit()).isEqualTo(10);
  }

  @Test
  void whoCausesAlertsIsNamedByTheCall() throws Exception {
    JsonNode stopped = Json.MAPPER.readTree(EVENTS.resolve("StopDBCluster.json").toFile());

    ReplayReport report = replay(write("log.json", (ObjectNode) stopped.path("detail")));

    assertThat(report.alertSources().getFirst().name())
        .isEqualTo("RESIL-13 StopDBCluster by " + ROLE);
  }

  @Test
  void memoryStaysFlatWhateverThePrincipalsAreCalled() {
    var tally = new Tally();
    for (int i = 0; i < 30_000; i++) {
      tally.count("name-" + i, Would.ALERT);
    }

    assertThat(tally.byName()).hasSize(20_001);
    assertThat(tally.byCount().getFirst())
        .isEqualTo(new Line(Tally.OTHERS, Map.of(Would.ALERT, 10_000L)));
  }

  @Test
  void manyThreadsCountAsOneDoes() throws Exception {
    for (int i = 0; i < 40; i++) {
      write("log-%d.json".formatted(i), record("e" + i, "2026-03-02T14:00:00Z"));
    }

    assertThat(replay(4, folder)).isEqualTo(replay(1, folder));
  }

  private static ObjectNode record(String id, String time) throws IOException {
    JsonNode event = Json.MAPPER.readTree(EVENTS.resolve("ModifyDBCluster.json").toFile());
    return ((ObjectNode) event.path("detail")).put("eventID", id).put("eventTime", time);
  }

  private static String log(ObjectNode... records) {
    return "{\"Records\": [%s]}"
        .formatted(String.join(", ", Stream.of(records).map(ObjectNode::toString).toList()));
  }

  private Path write(String name, ObjectNode... records) throws IOException {
    return Files.writeString(folder.resolve(name), log(records));
  }

  private static void packed(Path file, String text) throws IOException {
    Files.write(file, gzip(text));
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new java.io.ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static ReplayReport replay(Path path) throws Exception {
    return replay(2, path);
  }

  private static ReplayReport replay(int threads, Path path) throws Exception {
    var nobody =
        new Replay.Progress() {
          @Override
          public void file() {}

          @Override
          public void bytes(int read) {}

          @Override
          public void record() {}
        };
    return new Replay(Presets.named(Presets.RECOMMENDED), nobody)
        .of(List.of(new LogSource.Local(path)), threads);
  }
}
