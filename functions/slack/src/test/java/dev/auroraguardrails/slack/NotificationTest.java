package dev.auroraguardrails.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NotificationTest {

  @ParameterizedTest
  @MethodSource("whatComes")
  void aNotificationHasTheFormThatAwsDocuments(Incoming incoming) throws IOException {
    assertThat(errors(Notification.of(incoming).json())).isEmpty();
  }

  @Test
  void whatHasAnotherFormIsFound() throws IOException {
    assertThat(errors("{\"version\": \"1\", \"source\": \"custom\", \"content\": {}}"))
        .hasSizeGreaterThan(1);
  }

  @Test
  void anAlertTellsWhoWhatAndHowToUndoIt() {
    Notification told = Notification.of(new Incoming.OfGuard(Alerts.reverted()));

    assertThat(told.content().title()).contains("[reverted] CRITICAL NET-01 sg-0a1");
    assertThat(told.content().description())
        .contains("`role/dev (alice)` from `198.51.100.7`")
        .contains("- no such rule")
        .contains("+ cidrIp = 0.0.0.0/0");
    assertThat(told.content().nextSteps())
        .contains("Undo: `aws ec2 authorize-security-group-ingress --group-id sg-0a1`");
  }

  @Test
  void followUpsStandInOneThread() {
    var failed = Notification.of(new Incoming.OfGuard(Alerts.failed()));
    var reverted = Notification.of(new Incoming.OfGuard(Alerts.reverted()));
    assertThat(failed.metadata().threadId()).isEqualTo(reverted.metadata().threadId());
    assertThat(failed.id()).isNotEqualTo(reverted.id());
  }

  @Test
  void aValueMentionsNobodyAndHalfACommandIsNoStep() {
    Notification told = Notification.of(new Incoming.OfGuard(Alerts.hostile()));
    assertThat(told.json()).doesNotContain("<!channel>", "<https://evil", "\u202E");
    assertThat(told.content().nextSteps()).noneMatch(step -> step.contains("…"));
  }

  private static List<Incoming> whatComes() {
    return List.of(
        new Incoming.OfGuard(Alerts.reverted()),
        new Incoming.OfGuard(Alerts.alerted()),
        new Incoming.OfGuard(Alerts.failed()),
        new Incoming.OfGuard(Alerts.hostile()),
        read(Alerts.ALARM),
        read("a text"),
        read(""));
  }

  private static Incoming read(String text) {
    return IncomingReader.read(Alerts.event("m-1", "", text).getRecords().getFirst().getSNS());
  }

  private static List<String> errors(String json) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            NotificationTest.class.getResourceAsStream("/custom-notification.schema.json"))) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(new String(file.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
      return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
    }
  }
}
