package dev.auroraguardrails.port;

import static dev.auroraguardrails.port.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.Broken;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbClusterSnapshot;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.SecurityGroupRule;
import dev.auroraguardrails.port.Ledger.Claim;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every ledger promises. A class that extends it gives an empty ledger for each test.
public abstract class LedgerContract {
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final ResourceId ORDERS = id(ResourceId.Kind.DB_CLUSTER, "orders");
  private static final ResourceId GROUP = id(ResourceId.Kind.SECURITY_GROUP, "sg-0a1");
  private static final Alert DRAFT = Samples.openPort("draft");
  private static final Alert ALERT = Samples.openPort();
  private static final List<Remediation> CALLS = Broken.all().stream().map(Broken::call).toList();

  @SuppressWarnings("NullAway.Init") // set before each test
  private Ledger ledger;

  protected abstract Ledger emptyLedger();

  @BeforeEach
  void begin() {
    ledger = emptyLedger();
  }

  @Test
  void oneOwnerHoldsAResource() {
    assertThat(ledger.lease(ORDERS, "a", NOON, LATER)).isTrue();
    assertThat(ledger.lease(ORDERS, "b", NOON, LATER)).isFalse();
    assertThat(ledger.lease(GROUP, "b", NOON, LATER)).isTrue();
  }

  @Test
  void anOwnerMayLeaseAgain() {
    ledger.lease(ORDERS, "a", NOON, LATER);
    assertThat(ledger.lease(ORDERS, "a", NOON, LATER.plusSeconds(60))).isTrue();
    assertThat(ledger.lease(ORDERS, "b", LATER, LATER)).isFalse();
  }

  @Test
  void aLeaseEndsByItself() {
    ledger.lease(ORDERS, "a", NOON, LATER);
    assertThat(ledger.lease(ORDERS, "b", LATER.minusNanos(1), LATER)).isFalse();
    assertThat(ledger.lease(ORDERS, "b", LATER, LATER.plusSeconds(60))).isTrue();
  }

  @Test
  void onlyTheOwnerGivesALeaseBack() {
    ledger.lease(ORDERS, "a", NOON, LATER);
    ledger.release(ORDERS, "b");
    assertThat(ledger.lease(ORDERS, "b", NOON, LATER)).isFalse();
    ledger.release(ORDERS, "a");
    assertThat(ledger.lease(ORDERS, "b", NOON, LATER)).isTrue();
    ledger.release(GROUP, "nobody has it");
  }

  @Test
  void whatAMessageOpenedIsFoundAgain() {
    assertThat(ledger.openedBy("e-1")).isEmpty();
    ledger.opens("e-1", Set.of(), NOON);
    assertThat(ledger.openedBy("e-1")).isEmpty();
    ledger.opens("e-1", Set.of("i", "j"), NOON);
    ledger.opens("e-1", Set.of("j", "k"), LATER);
    ledger.opens("e-2", Set.of("l"), NOON);
    assertThat(ledger.openedBy("e-1")).containsExactlyInAnyOrder("i", "j", "k");
  }

  @Test
  void theFirstClaimIsMineAndTheNextOwnerWaits() {
    assertThat(claim("a", NOON)).isEqualTo(Claim.MINE);
    assertThat(claim("b", NOON)).isEqualTo(Claim.BUSY);
    assertThat(ledger.incident("i"))
        .contains(new Ledger.Incident(false, NOON.plusSeconds(60), DRAFT, false, CALLS));
  }

  @Test
  void aClaimThatRanOutIsTakenOverWithItsFirstDraft() {
    claim("a", NOON);
    assertThat(ledger.claim("i", "b", LATER, LATER.plusSeconds(60), ALERT, CALLS))
        .isEqualTo(Claim.TAKEN_OVER);
    assertThat(ledger.incident("i"))
        .contains(new Ledger.Incident(false, LATER.plusSeconds(60), DRAFT, false, CALLS));
    assertThat(claim("a", LATER)).isEqualTo(Claim.BUSY);
  }

  @Test
  void theSameOwnerTakesItsOwnClaimOver() {
    claim("a", NOON);
    assertThat(claim("a", NOON)).isEqualTo(Claim.TAKEN_OVER);
  }

  @Test
  void anIncidentThatIsDoneStaysDoneAndItsAlertIsDueUntilPublished() {
    claim("a", NOON);
    ledger.done("i", ALERT);
    var due = new Ledger.Incident(true, LATER, ALERT, true, CALLS);
    assertThat(ledger.incident("i")).contains(due);
    assertThat(claim("b", LATER)).isEqualTo(Claim.DONE);

    ledger.published("i");
    assertThat(ledger.incident("i"))
        .contains(new Ledger.Incident(true, LATER, ALERT, false, CALLS));
  }

  @Test
  void aClaimThatIsGivenBackIsAsIfItNeverWas() {
    claim("a", NOON);
    ledger.giveBack("i");
    assertThat(ledger.incident("i")).isEmpty();
    assertThat(claim("b", NOON)).isEqualTo(Claim.MINE);
  }

  @Test
  void whatIsDoneIsNotGivenBack() {
    claim("a", NOON);
    ledger.done("i", ALERT);
    ledger.giveBack("i");
    assertThat(ledger.incident("i")).map(Ledger.Incident::done).contains(true);
  }

  @Test
  void aSecondEndChangesNothing() {
    claim("a", NOON);
    ledger.done("i", ALERT);
    ledger.published("i");
    ledger.done("i", DRAFT);
    assertThat(ledger.incident("i"))
        .contains(new Ledger.Incident(true, LATER, ALERT, false, CALLS));
  }

  @Test
  void anIncidentMayEndWithoutAClaim() {
    ledger.done("i", ALERT);
    assertThat(ledger.incident("i"))
        .contains(new Ledger.Incident(true, NOON, ALERT, true, List.of()));
  }

  @Test
  void nothingIsPublishedOfAnIncidentThatIsNotDone() {
    ledger.published("i");
    assertThat(ledger.incident("i")).isEmpty();
    claim("a", NOON);
    ledger.published("i");
    assertThat(ledger.incident("i")).map(Ledger.Incident::done).contains(false);
  }

  @Test
  void revertsAreCountedForEachControlAndResource() {
    assertThat(ledger.revertsSince("RES-01", ORDERS, NOON)).isZero();
    ledger.reverted("RES-01", ORDERS, "i", NOON.minusNanos(1));
    ledger.reverted("RES-01", ORDERS, "j", NOON);
    ledger.reverted("RES-01", ORDERS, "k", NOON);
    ledger.reverted("RES-01", ORDERS, "k", NOON.plusSeconds(1));
    ledger.reverted("NET-01", GROUP, "l", NOON);
    assertThat(ledger.revertsSince("RES-01", ORDERS, NOON)).isEqualTo(2);
    assertThat(ledger.revertsSince("NET-01", ORDERS, NOON)).isZero();
  }

  @Test
  void theAccountsBrakeIsReplacedOnlyByWhoReadItLast() {
    AccountBrake free = ledger.accountBrake();
    assertThat(free).isEqualTo(AccountBrake.FREE);
    var counted = List.of(new AccountBrake.Counted("i", Family.RDS, "RES-01", ORDERS.arn(), NOON));
    var next = new AccountBrake(free.version(), counted, Optional.of(LATER), true);

    assertThat(ledger.replaceAccountBrake(next)).isTrue();
    assertThat(ledger.replaceAccountBrake(free)).isFalse();
    assertThat(ledger.accountBrake())
        .isEqualTo(new AccountBrake(free.version() + 1, counted, Optional.of(LATER), true));
    assertThat(ledger.replaceAccountBrake(ledger.accountBrake())).isTrue();
  }

  @Test
  void theGuardsOwnCallsAreKnownByTheirRequestIds() {
    ledger.called("request-1", NOON);
    assertThat(ledger.isOwnCall("request-1")).isTrue();
    assertThat(ledger.isOwnCall("request-2")).isFalse();
  }

  @Test
  void resourcesWithAGoodStateAreCountedOnce() {
    assertThat(ledger.known()).isZero();
    ledger.remember(cluster(35), NOON);
    ledger.remember(cluster(35), NOON.plusSeconds(1));
    assertThat(ledger.known()).isEqualTo(1);
    ledger.forget(cluster(35).immutableId());
    ledger.forget(cluster(35).immutableId());
    assertThat(ledger.known()).isZero();
  }

  @Test
  void theNewestGoodStateIsRemembered() {
    ledger.remember(cluster(35), NOON);
    ledger.remember(cluster(7), NOON.minusSeconds(1));
    ledger.remember(cluster(8), NOON);
    assertThat(ledger.lastGood("cluster-ORDERS", DbCluster.class))
        .contains(new Ledger.LastGood<>(cluster(35), NOON));

    ledger.remember(cluster(9), NOON.plusNanos(1));
    assertThat(ledger.lastGood("cluster-ORDERS", DbCluster.class))
        .contains(new Ledger.LastGood<>(cluster(9), NOON.plusNanos(1)));
  }

  @Test
  void aStateOfAnotherTypeIsNoneAndAForgottenOneIsGone() {
    assertThat(ledger.lastGood("cluster-ORDERS", DbCluster.class)).isEmpty();
    ledger.remember(cluster(35), NOON);
    assertThat(ledger.lastGood("cluster-ORDERS", DbClusterSnapshot.class)).isEmpty();
    ledger.forget("cluster-ORDERS");
    assertThat(ledger.lastGood("cluster-ORDERS", DbCluster.class)).isEmpty();
  }

  @Test
  void aSecurityGroupIsRememberedWithItsRules() {
    var rule =
        new SecurityGroupRule(
            "sgr-1",
            false,
            "tcp",
            5432,
            5432,
            "10.0.0.0/8",
            List.of("10.0.0.0/8"),
            Optional.empty());
    var group =
        new SecurityGroup(GROUP, Map.of("sgr-1", rule), Set.of(new ClusterUse("orders", 5432)));
    ledger.remember(group, NOON);
    assertThat(ledger.lastGood("sg-0a1", SecurityGroup.class))
        .contains(new Ledger.LastGood<>(group, NOON));
  }

  @Test
  void theClustersOfASecurityGroupAreThoseSeenLast() {
    assertThat(ledger.clustersUsing(GROUP)).isEmpty();
    ledger.rememberUse(GROUP, Set.of(new ClusterUse("orders", 5432), new ClusterUse("a", 3306)));
    ledger.rememberUse(GROUP, Set.of(new ClusterUse("orders", 5432)));
    assertThat(ledger.clustersUsing(GROUP)).containsExactly(new ClusterUse("orders", 5432));
  }

  private Claim claim(String owner, Instant now) {
    return ledger.claim("i", owner, now, now.plusSeconds(60), DRAFT, CALLS);
  }

  private static DbCluster cluster(int retention) {
    return ACluster.orders().retention(retention).build();
  }

  private static ResourceId id(ResourceId.Kind kind, String name) {
    return new ResourceId(kind, "111122223333", "eu-central-1", name);
  }
}
