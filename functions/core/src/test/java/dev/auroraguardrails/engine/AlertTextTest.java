package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.port.Samples;
import org.junit.jupiter.api.Test;

class AlertTextTest {

  @Test
  void theSubjectSaysWhatHappenedToWhatAndByWhom() {
    assertThat(AlertText.subject(Samples.openPort()))
        .isEqualTo(
            "[reverted] CRITICAL NET-01 sg-0a1: port 5432 open to 0.0.0.0/0 by role/dev (alice)");
  }

  @Test
  void aSubjectOfStrangeTextStaysShortAndPrintable() {
    String subject = AlertText.subject(Samples.openPort("ü\r\nBcc: x" + "y".repeat(200)));
    assertThat(subject).matches("[ -~]{1,100}").contains(" by role/dev (???Bcc: x").endsWith("...");
  }

  @Test
  void theEmailTellsEverythingOneLineForEachField() {
    assertThat(AlertText.email(Samples.openPort()))
        .isEqualTo(
            """
            port 5432 open to 0.0.0.0/0: reverted (seen to be back)

            Control:     NET-01 CRITICAL Database ports are closed to the world
            Resource:    arn:aws:ec2:eu-central-1:111122223333:security-group/sg-0a1
            Account:     111122223333 in eu-central-1
            Call:        AuthorizeSecurityGroupIngress at 2026-03-01T11:59:51Z
            By:          role/dev (alice) from 198.51.100.7
            Identity:    arn:aws:sts::111122223333:assumed-role/dev/alice
            Via:         cloudformation.amazonaws.com
            Changed:     cidrIp = 0.0.0.0/0

            Decision:    revert
            Outcome:     reverted: seen to be back
            Restored:    no such rule, from the last known good state, seen 3 days before \
            (2026-02-26T12:00:00Z)
            Now:         in force
            Cannot undo: Open connections stay up until they close.

            Carried out:
              aws ec2 revoke-security-group-ingress --group-id sg-0a1

            To undo what was done:
              aws ec2 authorize-security-group-ingress --group-id sg-0a1

            To put it back:
              aws ec2 describe-security-groups --group-ids sg-0a1

            Alert:       e-1/NET-01/sg-0a1
            Event:       e-1
            """);
  }

  @Test
  void nobodyWritesLinesOfTheirOwnIntoAnEmail() {
    Alert alert = Samples.openPort("x\nOutcome: all is well\u2028\u202Eevil\u001B[2J");
    assertThat(AlertText.email(alert).lines())
        .hasSameSizeAs(AlertText.email(Samples.openPort()).lines().toList())
        .noneMatch(line -> line.matches(".*[\\p{Cc}\\p{Cf}\u2028].*"));
  }
}
