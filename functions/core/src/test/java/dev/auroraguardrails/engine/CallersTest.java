package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Actor;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who changes databases and should not is told once a day.
class CallersTest {
  private static final String ROLE = "arn:aws:sts::123456789012:assumed-role/dev/alice";

  private final World world = new World().has(ACluster.orders().build());

  @Test
  void rootIsToldOnceADayHoweverMuchItChanges() {
    assertThat(world.handle(harmless("e-1", "Root", "arn:aws:iam::123456789012:root")))
        .containsExactly("IAM-13 alert alerted");
    assertThat(world.handle(harmless("e-2", "Root", "arn:aws:iam::123456789012:root"))).isEmpty();
    assertThat(world.alerts).hasSize(1);

    world.passes(Duration.ofDays(1));
    assertThat(world.handle(harmless("e-3", "Root", "arn:aws:iam::123456789012:root")))
        .containsExactly("IAM-13 alert alerted");
  }

  @Test
  void whileNobodyIsListedEverybodyMayChangeDatabases() {
    assertThat(world.handle(harmless("e-1", "AssumedRole", ROLE))).isEmpty();
  }

  @Test
  void whoIsNotListedIsToldAndWhoIsListedIsLeftAlone() {
    world.baseline = Given.recommended("principals: {rdsWriters: ['role/deploy-*']}");

    assertThat(world.handle(harmless("e-1", "AssumedRole", ROLE)))
        .containsExactly("IAM-14 alert alerted");
    assertThat(world.alerts.getLast().evidence())
        .isEqualTo("role/dev is none of the listed principals, and called ModifyDBCluster");
    assertThat(world.handle(harmless("e-2", "AssumedRole", ROLE.replace("/dev/", "/deploy-eu/"))))
        .isEmpty();
    assertThat(world.handle(harmless("e-3", "AssumedRole", ROLE.replace("alice", "bob"))))
        .isEmpty();
  }

  @Test
  void whatTheyChangedIsJudgedAllTheSame() {
    ChangeEvent event = by("Root", "arn:root", world.modifies("e-1", "'deletionProtection':false"));

    assertThat(world.handle(event))
        .containsExactly("IAM-13 alert alerted", "RESIL-01 revert reverted");
  }

  @Test
  void anAlertThatWasLostIsSentAgain() {
    world.losesTheNextAlert = true;
    ChangeEvent event = harmless("e-1", "Root", "arn:aws:iam::123456789012:root");
    assertThat(catchThrowable(() -> world.handle(event))).isNotNull();

    world.handle(event);

    assertThat(world.alerts).hasSize(1);
  }

  private ChangeEvent harmless(String eventId, String type, String arn) {
    return by(type, arn, Given.modify(eventId, "'backupRetentionPeriod':35"));
  }

  private static ChangeEvent by(String type, String arn, ChangeEvent event) {
    return new ChangeEvent(
        event.eventId(),
        event.source(),
        event.name(),
        event.kind(),
        event.result(),
        event.error(),
        event.time(),
        event.account(),
        event.region(),
        new Actor(type, Optional.of(arn), Optional.empty()),
        event.sourceAddress(),
        event.userAgent(),
        event.requestId(),
        event.request(),
        event.response(),
        event.changed());
  }
}
