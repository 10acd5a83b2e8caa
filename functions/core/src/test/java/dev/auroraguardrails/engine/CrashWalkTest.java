package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.FindingKey;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome.Deferred;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The worker is killed before and after each of its calls in turn, to AWS and to the ledger, for
/// as long as there is a call to be killed at. However it died, the redelivery ends in the same
/// state.
class CrashWalkTest {

  /// What happens in the account.
  @SuppressWarnings("ImmutableEnumChecker") // a function and a record
  enum Change {
    ONE_ATTRIBUTE(
        world -> world.first(world.modifies("e-1", "'deletionProtection':false")),
        Given.cluster("orders")),
    TWO_ATTRIBUTES(
        world ->
            world.first(
                world.modifies("e-1", "'deletionProtection':false,'backupRetentionPeriod':1")),
        Given.cluster("orders")),
    A_CREATION(world -> world.first(world.creates("e-1", "new")), Given.cluster("new")),
    A_PUBLIC_SNAPSHOT(
        world ->
            world.first(
                world.happens(
                    Given.call(
                        "e-1",
                        "rds",
                        "ModifyDBClusterSnapshotAttribute",
                        "{'dBClusterSnapshotIdentifier':'nightly','attributeName':'restore',"
                            + "'valuesToAdd':['all']}"))),
        Given.snapshot().id()),
    AN_OPEN_PORT(
        world -> world.first(world.happens(Ingress.opens("e-1", "0.0.0.0/0", "sgr-1"))),
        Given.group().id()),
    AN_ATTACHED_POLICY(
        world ->
            world.first(
                world.happens(
                    Given.attach("e-1", "dev", Given.awsPolicy("AmazonRDSFullAccess").arn()))),
        Given.role("dev").id()),
    ONLY_TOLD(
        world -> {
          world.baseline = Presets.named(Presets.OBSERVE);
          return world.first(world.modifies("e-1", "'deletionProtection':false"));
        },
        Given.cluster("orders")),
    A_BRAKE(
        world -> {
          world.baseline = Given.recommended("brakes: {accountReverts: 1}");
          return world.first(
              world.modifies("e-1", "'deletionProtection':false,'backupRetentionPeriod':1"));
        },
        Given.cluster("orders")),
    A_SWEEP(
        world -> {
          world.ledger.remember(world.cluster("orders"), world.now);
          world.modifies("e-0", "'deletionProtection':false");
          return new Trigger.Recheck(
              Given.cluster("orders"),
              Set.of(new FindingKey("RESIL-01", "deletionProtection")),
              "sweep-1",
              0,
              world.now);
        },
        Given.cluster("orders"));

    private final Function<World, Trigger> happens;
    private final ResourceId resource;

    Change(Function<World, Trigger> happens, ResourceId resource) {
      this.happens = happens;
      this.resource = resource;
    }
  }

  /// What is left when all is over.
  ///
  /// @param alerts by control
  private record End(
      Resource state,
      List<String> writes,
      Map<String, String> alerts,
      int countedForTheAccount,
      int countedForTheControl) {}

  @ParameterizedTest
  @EnumSource(Change.class)
  void whoeverComesAfterTheLeaseHasRunOutFinishesTheWork(Change change) {
    walk(change, Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void whoeverComesAtOnceWaitsForTheLeaseAndFinishesTheWork(Change change) {
    walk(change, Duration.ofSeconds(1));
  }

  private static void walk(Change change, Duration redelivered) {
    End expected = run(change, Mortal.never(), redelivered);
    assertThat(expected.alerts()).isNotEmpty();
    int walked = 0;
    boolean died = true;
    for (int call = 1; died; call++) {
      Mortal before = Mortal.before(call);
      assertThat(run(change, before, redelivered)).as("killed before " + call).isEqualTo(expected);
      Mortal after = Mortal.after(call);
      assertThat(run(change, after, redelivered)).as("killed after " + call).isEqualTo(expected);
      died = before.isDead() && after.isDead();
      walked++;
    }
    assertThat(walked).isGreaterThan(5);
  }

  private static End run(Change change, Mortal worker, Duration redelivered) {
    World world = world();
    Trigger trigger = change.happens.apply(world);
    world.worker = worker;
    try {
      deliver(world, trigger);
    } catch (Mortal.Died died) {
      world.worker = Mortal.never();
      world.passes(redelivered);
      deliver(world, trigger);
    }
    return end(world, change);
  }

  private static void deliver(World world, Trigger first) {
    Trigger trigger = first;
    for (int times = 0; times < 40; times++) {
      Optional<Duration> wait =
          world.handled(trigger).stream()
              .map(Handled::outcome)
              .filter(Deferred.class::isInstance)
              .map(outcome -> ((Deferred) outcome).after())
              .min(Duration::compareTo);
      if (wait.isEmpty()) {
        return;
      }
      world.passes(wait.get());
      trigger = trigger.next();
    }
    throw new AssertionError("it never ended");
  }

  private static World world() {
    return new World()
        .has(
            ACluster.orders().build(),
            Given.snapshot("111122223333"),
            Given.group(),
            Given.role("dev"));
  }

  private static End end(World world, Change change) {
    var alerts = new TreeMap<String, String>();
    var ids = new TreeMap<String, String>();
    for (Alert alert : world.alerts) {
      String control = alert.control().id();
      String earlier = ids.put(control, alert.alertId());
      assertThat(earlier).as("one alert id").isIn(null, alert.alertId());
      String text = alert.outcome() + ": " + alert.reason().replaceAll("20\\d\\d-\\S+Z", "then");
      earlier = alerts.put(control, text);
      assertThat(earlier).as("a repeat says the same").isIn(null, text);
    }
    for (String incident : world.opened()) {
      assertThat(world.ledger.incident(incident))
          .hasValueSatisfying(
              known -> {
                assertThat(known.done()).as("done").isTrue();
                assertThat(known.alertDue()).as("due").isFalse();
              });
    }
    return new End(
        world.resource(change.resource),
        List.copyOf(world.writes),
        alerts,
        world.ledger.accountBrake().reverts().size(),
        world.ledger.revertsSince("RESIL-01", change.resource, Instant.EPOCH));
  }
}
