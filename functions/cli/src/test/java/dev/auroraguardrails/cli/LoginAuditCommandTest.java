package dev.auroraguardrails.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.login.LoginFinding;
import dev.auroraguardrails.login.LoginReport;
import dev.auroraguardrails.model.Severity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What stops the command before it reaches anything.
class LoginAuditCommandTest {
  private static final String DIGEST = "0".repeat(64);

  @TempDir Path folder = Path.of(".");

  private record Ran(int code, String err) {}

  @Test
  void asksForTheBundleAndItsDigest() {
    assertThat(run("orders").code()).isEqualTo(2);
    assertThat(run("orders", "--ca-bundle", "x.pem").code()).isEqualTo(2);
  }

  @Test
  void refusesABundleThatIsNotTheOneMeant() throws Exception {
    Path bundle = Files.writeString(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----");

    Ran ran = run("orders", "--ca-bundle", bundle.toString(), "--ca-sha256", DIGEST);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("wanted " + DIGEST);
  }

  @Test
  void asksForClustersOrAll() {
    assertThat(run("--ca-bundle", "x", "--ca-sha256", DIGEST).err()).contains("--all");
    assertThat(run("orders", "--all", "--ca-bundle", "x", "--ca-sha256", DIGEST).err())
        .contains("--all");
  }

  @Test
  void aNameFromADatabaseMovesNoCursor() {
    var finding =
        new LoginFinding(
            "LOGIN-13",
            "password-login",
            Severity.MEDIUM,
            "orders",
            Optional.empty(),
            "eve\u001b[2J\u009b\u202e",
            "logs in by password",
            Optional.of("GRANT \"rds_iam\" TO \"eve\u001b\";"));
    assertThat(
            LoginTable.of(List.of(new LoginReport("orders", List.of(finding), Optional.empty()))))
        .contains("eve?[2J??: logs in")
        .contains("--output json")
        .doesNotContain("GRANT");
  }

  private static Ran run(String... words) {
    PrintStream usual = System.err;
    var said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      int code = new CommandLine(new LoginAuditCommand()).execute(words);
      return new Ran(code, said.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(usual);
    }
  }
}
