package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Trigger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Nothing is skipped by who did it, and the guard knows what it did itself.
class OwnCallsTest {
  private final World world = new World().has(ACluster.orders().build());

  @Test
  void theGuardsOwnRevertIsKnownAndNotTold() {
    world.handle(world.modifies("e-1", "'deletionProtection':false"));
    int told = world.alerts.size();

    assertThat(world.handle(by("assumed-role/guard-rds/x", "request-2", true))).isEmpty();
    assertThat(world.alerts).hasSize(told);
  }

  @Test
  void aCallOfItsRoleThatItDidNotMakeIsToldAndPutBack() {
    Trigger.Change change = world.first(by("assumed-role/guard-rds/x", "request-9", false));

    assertThat(world.handle(change))
        .containsExactly("GUARD-01 none deferred", "RESIL-01 revert reverted");
    world.passes(Duration.ofSeconds(15));
    assertThat(world.handle(change.next()))
        .containsExactly("GUARD-01 alert alerted", "RESIL-01 none already-fixed");
    assertThat(world.handle(change.next())).contains("GUARD-01 alert alerted");

    Alert page = world.alerts.getLast();
    assertThat(page.control().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(page.evidence()).contains("request-9");
    assertThat(world.alerts).hasSize(2);
  }

  @Test
  void aRecordThatComesBeforeTheGuardHasWrittenItDownIsWaitedFor() {
    Trigger.Change change = world.first(by("assumed-role/guard-rds/x", "request-9", true));
    assertThat(world.handle(change)).containsExactly("GUARD-01 none deferred");

    world.ledger.called("request-9", world.now);
    world.passes(Duration.ofSeconds(15));

    assertThat(world.handle(change.next())).isEmpty();
    assertThat(world.alerts).isEmpty();
  }

  @Test
  void aCallWithoutARequestIdIsNotTheGuards() {
    Trigger.Change change = world.first(by("assumed-role/guard-rds/x", "", true));
    world.passes(Duration.ofSeconds(15));

    assertThat(world.handle(change)).containsExactly("GUARD-01 alert alerted");
  }

  @Test
  void whoeverCallsHisSessionLikeTheGuardIsNotTheGuard() {
    Trigger.Change change = world.first(by("assumed-role/dev/guard-rds", "request-9", false));

    assertThat(world.handle(change)).containsExactly("RESIL-01 revert reverted");
  }

  private ChangeEvent by(String session, String requestId, boolean protection) {
    ObjectNode call =
        Events.call(
            "rds",
            "ModifyDBCluster",
            "{'dBClusterIdentifier':'orders','deletionProtection':" + protection + "}");
    call.put("eventID", "e-" + requestId).put("requestID", requestId);
    call.putObject("userIdentity")
        .put("type", "AssumedRole")
        .put("arn", "arn:aws:sts::123456789012:" + session);
    return world.happens(Events.read(call).event());
  }
}
