package dev.auroraguardrails.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
  private static final Path EVENT =
      Path.of(System.getProperty("projectRoot")).resolve("events/ModifyDBCluster.json");

  @TempDir Path folder = Path.of(".");

  @Test
  void aTableNamesControlPrincipalAndWeek() {
    Ran ran = run("--baseline", "recommended", EVENT.toString());

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("RESIL-03", "123456789012 role/developer", "2026-W10", "1 records in 1 files");
    assertThat(ran.err()).contains("a second");
  }

  @Test
  void theBaselineSaysWhatIsDone() throws Exception {
    assertThat(would("observe")).isEqualTo("{\"ALERT\":1}");
    assertThat(would("recommended")).isEqualTo("{\"REVERT\":1}");
  }

  private static String would(String preset) throws Exception {
    Ran ran = run("--json", "--baseline", preset, EVENT.toString());
    JsonNode report = Json.MAPPER.readTree(ran.out());
    assertThat(report.path("schema").asText()).isEqualTo("aurora-guardrails/replay/1");
    return report.at("/byControl/0/counts").toString();
  }

  @Test
  void aPathThatIsNotThereIsAMistake() {
    Ran ran = run(folder.resolve("nowhere").toString());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("there is no ").contains("s3://BUCKET/PREFIX");
  }

  @Test
  void aFileThatCannotBeReadIsNamedAndTheOthersCount() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\"Records\": [");

    Ran ran = run("--baseline", "recommended", broken.toString(), EVENT.toString());

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out()).contains("not read: " + broken).contains("RESIL-03");
  }

  private static Ran run(String... words) {
    return Ran.of(new ReplayCommand(), words);
  }
}
