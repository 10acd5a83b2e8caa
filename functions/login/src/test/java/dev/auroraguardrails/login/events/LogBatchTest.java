package dev.auroraguardrails.login.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What lines of databases' logs hint at.
class LogBatchTest {
  private static final String MYSQL = "1790000000000000,orders-1,";
  private static final String POSTGRES = "2026-03-02 14:08:11 UTC:10.0.0.5(51234):alice@shop:[77]:";

  @Test
  void readsAuroraMysqlsAudit() {
    assertThat(signs("audit", MYSQL + "alice,10.0.0.5,42,0,CONNECT,,,0"))
        .containsExactly("LOGIN alice 10.0.0.5 CONNECT");
    assertThat(signs("audit", MYSQL + "alice,10.0.0.5,42,0,FAILED_CONNECT,,,1045"))
        .containsExactly("REFUSAL alice 10.0.0.5 CONNECT");
    assertThat(
            signs(
                "audit",
                MYSQL + "alice,10.0.0.5,42,7,QUERY,,'CREATE USER eve IDENTIFIED BY \\'x\\'',0"))
        .containsExactly("CHANGE alice 10.0.0.5 CREATE USER");
    assertThat(signs("audit", MYSQL + "alice,10.0.0.5,42,7,QUERY,db,'grant admins to eve',0"))
        .containsExactly("CHANGE alice 10.0.0.5 GRANT");
  }

  @Test
  void leavesOtherStatementsOfMysqlAlone() {
    assertThat(signs("audit", MYSQL + "alice,10.0.0.5,42,0,DISCONNECT,,,0")).isEmpty();
    assertThat(signs("audit", MYSQL + "a,10.0.0.5,42,7,QUERY,db,'SELECT user FROM t',0")).isEmpty();
    assertThat(signs("audit", MYSQL + "a,10.0.0.5,42,7,QUERY,db,'CREATE TABLE t (i int)',0"))
        .isEmpty();
  }

  @Test
  void readsStatementsThatAreCutOffOrBrokenIntoLines() {
    assertThat(signs("audit", MYSQL + "alice,10.0.0.5,42,7,QUERY,,'ALTER\n\tUSER eve IDENT"))
        .containsExactly("CHANGE alice 10.0.0.5 ALTER USER");
    assertThat(signs("audit", "\tUSER eve; REVOKE admins FROM bob',0"))
        .containsExactly("CHANGE   REVOKE");
    assertThat(
            signs(
                "postgresql",
                POSTGRES
                    + "LOG:  AUDIT: SESSION,1,1,ROLE,GRANT ROLE,,,\"GRANT rds_superuser\n\tTO"))
        .containsExactly("CHANGE alice 10.0.0.5 GRANT ROLE");
  }

  @Test
  void aCommentBetweenTheWordsHidesNothing() {
    assertThat(signs("audit", MYSQL + "a,10.0.0.5,42,7,QUERY,,'DROP/* * x */USER eve',0"))
        .containsExactly("CHANGE a 10.0.0.5 DROP USER");
  }

  @Test
  void aNameWithCommasHidesNothing() {
    assertThat(signs("audit", MYSQL + "a,b,10.0.0.5,42,7,QUERY,,'DROP USER eve',0"))
        .containsExactly("CHANGE a,b 10.0.0.5 DROP USER");
  }

  @Test
  void readsPostgresAndPgaudit() {
    assertThat(
            signs(
                "postgresql",
                POSTGRES + "LOG:  connection authorized: user=alice database=shop SSL enabled",
                POSTGRES + "LOG:  AUDIT: SESSION,3,1,ROLE,CREATE ROLE,,,CREATE ROLE eve,<none>",
                POSTGRES + "LOG:  statement: ALTER ROLE eve SET log_statement = 'none'",
                POSTGRES + "FATAL:  password authentication failed for user \"alice\"",
                POSTGRES + "FATAL:  PAM authentication failed for user \"alice\"",
                POSTGRES + "FATAL:  no pg_hba.conf entry for host \"10.0.0.5\", user \"alice\""))
        .containsExactly(
            "LOGIN alice 10.0.0.5 CONNECT",
            "CHANGE alice 10.0.0.5 CREATE ROLE",
            "CHANGE alice 10.0.0.5 ALTER ROLE",
            "REFUSAL alice 10.0.0.5 CONNECT",
            "REFUSAL alice 10.0.0.5 CONNECT",
            "REFUSAL alice 10.0.0.5 CONNECT");
  }

  @Test
  void leavesOtherLinesOfPostgresAlone() {
    assertThat(
            signs(
                "postgresql",
                POSTGRES + "LOG:  AUDIT: SESSION,1,1,READ,SELECT,TABLE,public.t,SELECT 1,<none>",
                POSTGRES + "FATAL:  terminating connection due to administrator command",
                POSTGRES + "LOG:  disconnection: session time: 0:00:01",
                "2026-03-02 14:08:11 UTC::@:[5]:LOG:  checkpoint starting: time"))
        .isEmpty();
  }

  @Test
  void readsRefusedTokens() {
    String line =
        "2026-03-02T14:08:11,954 [ERROR] Failed to authenticate the connection request for user"
            + " 'app' because the provided token is malformed or otherwise invalid. (Status Code:"
            + " 400, Error Code: InvalidToken)";
    assertThat(signs("iam-db-auth-error", line)).containsExactly("REFUSAL app  TOKEN");
    assertThat(signs("iam-db-auth-error", line.replace("InvalidToken", "InternalError"))).isEmpty();
  }

  @Test
  void holdsNothingOfAStatementButItsCommand() {
    List<LogSign> signs =
        batch(
            "postgresql",
            POSTGRES
                + "LOG:  AUDIT: SESSION,1,1,ROLE,hunter2,,,CREATE ROLE eve PASSWORD 'hunter2',x");
    assertThat(signs).hasSize(1);
    assertThat(signs.toString()).doesNotContain("hunter2");
  }

  @Test
  void aLongNameIsCut() {
    List<LogSign> signs =
        batch("audit", MYSQL + "a".repeat(1_000) + ",10.0.0.5,42,0,FAILED_CONNECT,,,1045");
    assertThat(signs).singleElement().matches(sign -> sign.user().length() == 129);
  }

  @Test
  void aLongLineIsReadInNoTime() {
    String odd = "@:[:".repeat(100_000) + "CREATE ".repeat(50_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          batch("postgresql", POSTGRES + odd);
          batch("audit", MYSQL + odd.replace(':', ','));
          batch("postgresql", odd);
          batch("audit", odd);
        });
  }

  @Test
  void takesOnlyLogsOfClusters() throws Exception {
    assertThat(LogBatch.read(TestBatch.control())).isEmpty();
    assertThat(LogBatch.read(TestBatch.of("orders", "audit", "x")))
        .get()
        .extracting(LogBatch::cluster, LogBatch::log, LogBatch::account)
        .containsExactly("orders", "audit", "123456789012");
    assertThatThrownBy(() -> LogBatch.read(TestBatch.ofGroup("/aws/lambda/other", "x")))
        .hasMessageContaining("/aws/rds/cluster/NAME/LOG, got '/aws/lambda/other'");
    assertThatThrownBy(() -> LogBatch.read("bm8="))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wanted lines of CloudWatch Logs");
  }

  private static List<String> signs(String log, String... lines) {
    return batch(log, lines).stream()
        .map(sign -> "%s %s %s %s".formatted(sign.kind(), sign.user(), sign.host(), sign.command()))
        .toList();
  }

  private static List<LogSign> batch(String log, String... lines) {
    return new LogBatch(
            "123456789012",
            "orders",
            log,
            List.of(lines).stream().map(text -> new LogLine("1", Instant.EPOCH, text)).toList())
        .signs();
  }
}
