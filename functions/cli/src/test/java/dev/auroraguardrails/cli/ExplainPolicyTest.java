package dev.auroraguardrails.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.engine.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExplainPolicyTest {
  @TempDir Path folder = Path.of(".");

  private record Ran(int code, String out, String err) {
    JsonNode line(int number) throws IOException {
      return Json.MAPPER.readTree(out.lines().toList().get(number));
    }
  }

  @Test
  void aPolicyThatGivesTooMuchIsToldWithItsStatementAndEndsInOne() throws Exception {
    Path file = document("'Effect':'Allow','Action':'rds:Stop*','Resource':'*'");

    Ran ran = run(file.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .isEqualTo(
            """
            FILE: TOO MUCH: destroy, stop audit
              statement 1 allows rds:Stop* on *: destroy (rds:StopDBCluster), stop audit \
            (rds:StopActivityStream)
              2 sensitive actions: rds:StopActivityStream rds:StopDBCluster
              name the resources, or ask for a tag of theirs by aws:ResourceTag
            """
                .replace("FILE", file.toString()));
  }

  @Test
  void aScopedPolicyAndOneOfOtherServicesEndInZero() throws Exception {
    Path scoped =
        document("'Effect':'Allow','Action':'rds:*','Resource':'arn:aws:rds:*:*:cluster:dev-*'");
    Path other = document("'Effect':'Allow','Action':'s3:*','Resource':'*'");

    Ran ran = run(scoped.toString(), other.toString());

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains(scoped + ": scoped").contains(other + ": nothing over Aurora");
  }

  @Test
  void jsonIsALineForEachFileInTheirOrder() throws Exception {
    Path wide = document("'Effect':'Allow','Action':'rds-db:connect','Resource':'*'");
    Path broken = Files.writeString(folder.resolve("broken.json"), "{");
    Path trust = document("'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'*'}");

    Ran ran = run("--json", wide.toString(), broken.toString(), trust.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out().lines()).hasSize(3);
    assertThat(ran.line(0).toString())
        .isEqualTo(
            ("{'file':'"
                    + wide
                    + "','verdict':'violation','classes':['S4'],"
                    + "'granted':['rds-db:connect'],'why':'statement 1 allows rds-db:connect on *:"
                    + " log in or change credentials (rds-db:connect)'}")
                .replace('\'', '"'));
    assertThat(ran.line(1).path("verdict").asText()).isEqualTo("unparseable");
    assertThat(ran.line(2).path("why").asText()).isEqualTo("statement 1 lets everyone in");
  }

  @Test
  void theContextSaysWhichAccountIsTheOwnOne() throws Exception {
    Path trust =
        document(
            "'Effect':'Allow','Action':'sts:AssumeRole',"
                + "'Principal':{'AWS':'arn:aws:iam::123456789012:root'}");
    Path own = context("{'account':'123456789012'}");
    Path other = context("{'account':'210987654321'}");

    assertThat(run("--context", own.toString(), trust.toString()).code()).isZero();
    assertThat(run("--context", other.toString(), trust.toString()).code()).isEqualTo(1);
    assertThat(run(trust.toString()).out()).contains("which account is the own one was not told");
  }

  @Test
  void theContextNamesAdministrators() throws Exception {
    Path login =
        document(
            "'Effect':'Allow','Action':'rds-db:connect',"
                + "'Resource':'arn:aws:rds-db:*:*:dbuser:cluster-ABC/chief'");
    Path chief = context("{'administrators':['chief']}");

    assertThat(run(login.toString()).code()).isZero();
    assertThat(run("--context", chief.toString(), login.toString()).code()).isEqualTo(1);
  }

  @Test
  void aMistakeInTheContextSaysWhatThereIs() throws Exception {
    Path file = document("'Effect':'Allow','Action':'s3:*','Resource':'*'");
    Path misspelt = context("{'acount':'123456789012'}");

    Ran ran = run("--context", misspelt.toString(), file.toString());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("there is no acount; there are [account, administrators, regions, services");
  }

  @Test
  void aFileThatCannotBeReadIsNamedAndTheOthersAreJudged() throws Exception {
    Path file = document("'Effect':'Allow','Action':'s3:*','Resource':'*'");

    Ran ran = run(folder.resolve("nowhere.json").toString(), file.toString());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("cannot read").contains("nowhere.json");
    assertThat(ran.out()).contains("nothing over Aurora");
  }

  private Path document(String statement) throws IOException {
    return Files.writeString(
        Files.createTempFile(folder, "policy", ".json"),
        ("{'Version':'2012-10-17','Statement':[{" + statement + "}]}").replace('\'', '"'));
  }

  private Path context(String json) throws IOException {
    return Files.writeString(
        Files.createTempFile(folder, "context", ".json"), json.replace('\'', '"'));
  }

  private static Ran run(String... words) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    var said = new ByteArrayOutputStream();
    var complained = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
      int code = new CommandLine(new ExplainPolicyCommand()).execute(words);
      return new Ran(
          code, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
