package dev.auroraguardrails.sweep;

import static dev.auroraguardrails.model.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.TemporaryExemption;
import dev.auroraguardrails.model.TemporaryExemptions;
import dev.auroraguardrails.port.Ledger.LastGood;
import dev.auroraguardrails.sweep.Report.Item;
import dev.auroraguardrails.sweep.Report.Level;
import dev.auroraguardrails.sweep.Surveyed.Unread;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SweepTest {
  private final Sweep sweep = new Sweep(recommended(), Sweep.Memory.NONE);

  @Test
  void anAccountThatKeepsTheBaselineHasNoFindings() {
    Report report =
        report(ACluster.orders().build(), Given.group(Given.rule("sgr-1", "10.0.0.0/8")));

    assertThat(report.findings()).isEmpty();
    assertThat(report.levels()).isNotEmpty().allMatch(level -> level.score() == 100);
  }

  @Test
  void whatStandsIsFoundWithTheCommandThatPutsItRight() {
    Report report = report(ACluster.orders().deletionProtection(Optional.of(false)).build());

    Item item = only(report, "RESIL-01");
    assertThat(item.resource()).endsWith(":cluster:orders");
    assertThat(item.decision()).isEqualTo("revert");
    assertThat(item.drift()).isFalse();
    assertThat(item.fix())
        .containsExactly(
            "aws rds modify-db-cluster --region us-east-1 --db-cluster-identifier orders"
                + " --deletion-protection");
  }

  @Test
  void theWorstComesFirst() {
    Report report =
        report(
            ACluster.orders().deletionProtection(Optional.of(false)).build(),
            Given.snapshot("all"));

    assertThat(report.findings()).extracting(Item::control).startsWith("DATA-01");
  }

  @Test
  void aLevelCountsWhatPassedAndWhatDidNot() {
    Report report =
        report(
            Given.group(Given.rule("sgr-1", "0.0.0.0/0")),
            ACluster.orders().iam(Optional.of(false)).build());

    Level logins =
        report.levels().stream().filter(l -> l.level().equals("LOGIN")).findFirst().orElseThrow();
    assertThat(logins.passed()).isLessThan(logins.checks());
  }

  @Test
  void driftIsWhatWasCompliantBefore() {
    Resource good = ACluster.orders().build();
    var remembering =
        new Sweep.Memory() {
          @Override
          @SuppressWarnings("unchecked")
          public <R extends Resource> Optional<LastGood<R>> lastGood(R now) {
            return Optional.of(new LastGood<>((R) good, NOON));
          }
        };
    var sweep = new Sweep(recommended(), remembering);

    Report report =
        sweep.report(
            surveyed(ACluster.orders().deletionProtection(Optional.of(false)).build()),
            Scope.ALL,
            NOON);

    assertThat(only(report, "RESIL-01").drift()).isTrue();
  }

  @Test
  void otherEnginesAreReadAndLeftAlone() {
    Report report =
        report(ACluster.orders().engine("docdb").deletionProtection(Optional.of(false)).build());

    assertThat(report.findings()).isEmpty();
    assertThat(report.levels()).isEmpty();
    assertThat(report.read()).containsEntry("DbCluster", 1);
  }

  @Test
  void whatCouldNotBeReadIsInTheReport() {
    var missing = new Unread("the IAM principals", "AccessDenied: not authorized");

    Report report =
        sweep.report(
            new Surveyed("123456789012", "us-east-1", NOON, List.of(), List.of(missing)),
            Scope.ALL,
            NOON);

    assertThat(report.unread()).containsExactly(missing);
  }

  @Test
  void aScopeLeavesOutOtherControlsAndClusters() {
    Resource orders = ACluster.orders().deletionProtection(Optional.of(false)).build();
    Resource other = ACluster.named("other").deletionProtection(Optional.of(false)).build();

    Report byControl = sweep.report(surveyed(orders), new Scope(Set.of("NET-01"), List.of()), NOON);
    Report byCluster =
        sweep.report(surveyed(orders, other), new Scope(Set.of(), List.of("ord*")), NOON);

    assertThat(byControl.findings()).isEmpty();
    assertThat(byCluster.findings())
        .extracting(Item::resource)
        .allMatch(arn -> arn.endsWith("orders"));
    assertThat(byCluster.findings()).isNotEmpty();
  }

  @Test
  void showsWhoReachesAClusterAndWhichRuleIsWrong() {
    Report report =
        report(
            ACluster.orders().build(),
            Given.group(
                Given.rule("sgr-office", "198.51.100.0/24"),
                Given.rule("sgr-world", "0.0.0.0/0"),
                Given.rule("sgr-ssh", "tcp", 22, 22, "0.0.0.0/0")));

    var openings = report.reach().getFirst().openings();
    assertThat(openings).extracting(Report.Opening::rule).contains("sgr-world", "sgr-office");
    assertThat(openings).extracting(Report.Opening::rule).doesNotContain("sgr-ssh");
    assertThat(openings.getFirst().rule()).isEqualTo("sgr-world");
    assertThat(openings.getFirst().controls()).contains("NET-01");
  }

  @Test
  void whatPeopleAllowedForAWhileIsExemptUntilItEnds() {
    Resource orders = ACluster.orders().deletionProtection(Optional.of(false)).build();
    var allowed =
        new TemporaryExemptions(
            List.of(
                new TemporaryExemption(
                    "exm-1",
                    "RESIL-01",
                    orders.id().arn(),
                    "migration",
                    "role/dba",
                    NOON,
                    NOON.plusSeconds(60))),
            List.of());

    Item now = only(sweep.report(surveyed(orders), Scope.ALL, allowed, NOON), "RESIL-01");
    Item later =
        only(sweep.report(surveyed(orders), Scope.ALL, allowed, NOON.plusSeconds(60)), "RESIL-01");

    assertThat(now.decision()).isEqualTo("exempt");
    assertThat(now.reason()).contains("exempted until " + NOON.plusSeconds(60), "role/dba");
    assertThat(later.decision()).isEqualTo("revert");
  }

  @Test
  void aTrendTellsWhatIsNewAndWhatIsGone() {
    Resource good = ACluster.orders().build();
    Resource unprotected = ACluster.orders().deletionProtection(Optional.of(false)).build();
    Report before = report(unprotected, Given.snapshot());
    Report now = report(good, Given.snapshot("all"));

    Trend trend = now.since(before).trend().orElseThrow();

    assertThat(trend.fresh()).extracting(Trend.Found::control).containsExactly("DATA-01");
    assertThat(trend.gone()).extracting(Trend.Found::control).containsExactly("RESIL-01");
    assertThat(trend.score()).isEqualTo(before.score()).isLessThan(100);
    assertThat(trend.complete()).isTrue();
  }

  @Test
  void whatIsOutOfSightIsNotSaidToBeGone() {
    Resource unprotected = ACluster.orders().deletionProtection(Optional.of(false)).build();
    Surveyed blind = surveyed().lacking("the DB clusters", "AccessDenied");
    Report now = sweep.report(blind, Scope.ALL, NOON);

    assertThat(now.since(report(unprotected)).trend().orElseThrow().complete()).isFalse();
  }

  @Test
  void reportsOfDifferentScopesAreNotCompared() {
    Report narrow = sweep.report(surveyed(), new Scope(Set.of("NET-01"), List.of()), NOON);

    assertThatThrownBy(() -> report().since(narrow)).hasMessageContaining("narrowed");
  }

  private Report report(Resource... resources) {
    return sweep.report(surveyed(resources), Scope.ALL, NOON);
  }

  private static Surveyed surveyed(Resource... resources) {
    return new Surveyed("123456789012", "us-east-1", NOON, List.of(resources), List.of());
  }

  private static Item only(Report report, String control) {
    return report.findings().stream()
        .filter(item -> item.control().equals(control))
        .findFirst()
        .orElseThrow();
  }

  private static Baseline recommended() {
    return Presets.named(Presets.RECOMMENDED);
  }
}
