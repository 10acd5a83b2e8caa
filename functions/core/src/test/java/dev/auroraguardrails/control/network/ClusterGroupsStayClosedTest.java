package dev.auroraguardrails.control.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.ClusterSetting.SecurityGroups;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Restored.Source;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClusterGroupsStayClosedTest {
  private final Judge<DbCluster> judge = Judge.by(new ClusterGroupsStayClosed());

  private static final Some SOME =
      Some.groups()
          .group("sg-closed", Given.rule("sgr-1", "10.0.0.0/8"))
          .group("sg-office", Given.rule("sgr-2", "203.0.113.0/24"))
          .group("sg-open", Given.rule("sgr-3", "0.0.0.0/0"))
          .group("sg-low", Given.rule("sgr-4", "0.0.0.0/1"))
          .group("sg-high", Given.rule("sgr-5", "128.0.0.0/1"))
          .group("sg-default")
          .isDefault("sg-default");

  @Test
  void aSwapForAClosedGroupIsLeftAlone() {
    judge.whenLastGoodWas(with("sg-closed")).passes(with("sg-office"));
  }

  @Test
  void whatWasNotReadAlongIsNotAskedAbout() {
    judge.passes(ACluster.orders().securityGroups(Set.of("sg-open")).build());
  }

  @Test
  void aSwapForAnOpenGroupGoesBackToTheOneBefore() {
    judge.whenLastGoodWas(with("sg-closed", "sg-office"));
    var swapped = with("sg-open");

    assertThat(judge.fixes(swapped))
        .isEqualTo(sets(List.of("sg-open"), List.of("sg-closed", "sg-office")));
    assertThat(judge.blames(swapped).evidence())
        .isEqualTo(
            "its security groups are sg-open, before sg-closed, sg-office:"
                + " sg-open lets 0.0.0.0/0 in (tcp 5432, by sgr-3)");
    assertThat(judge.restores(swapped).source()).isEqualTo(Source.LAST_KNOWN_GOOD);
    assertThat(judge.restores(swapped).asOf()).contains(Given.NOON);
  }

  @Test
  void groupsThatOnlyTogetherLetEverybodyInAreBlamed() {
    judge.whenLastGoodWas(with("sg-closed"));

    assertThat(judge.fixes(with("sg-high", "sg-low")))
        .isEqualTo(sets(List.of("sg-high", "sg-low"), List.of("sg-closed")));
    assertThat(judge.blames(with("sg-high", "sg-low")).evidence())
        .contains("sg-high lets 128.0.0.0/1 in", "sg-low lets 0.0.0.0/1 in");
  }

  @Test
  void theDefaultGroupIsNothingToSwapTo() {
    judge.whenLastGoodWas(with("sg-closed"));

    assertThat(judge.fixes(with("sg-default")))
        .isEqualTo(sets(List.of("sg-default"), List.of("sg-closed")));
    assertThat(judge.blames(with("sg-default")).evidence())
        .endsWith("sg-default is the default group of its VPC");
  }

  @Test
  void aGroupOfBeforeThatWasOpenedMeanwhileDoesNotComeBack() {
    judge.whenLastGoodWas(with("sg-low", "sg-high"));

    assertThat(judge.doubts(with("sg-closed", "sg-open")))
        .startsWith("the groups before are not fit any more: sg-high lets 128.0.0.0/1 in");
  }

  @Test
  void aGroupOfBeforeThatIsGoneDoesNotComeBack() {
    judge.whenLastGoodWas(with("sg-gone"));

    assertThat(judge.doubts(with("sg-open")))
        .isEqualTo("the groups before are not fit any more: sg-gone could not be read");
    assertThat(judge.blames(with("sg-open")).fix()).isEmpty();
  }

  @Test
  void whereThePastIsUnknownAPersonDecidesAndIsShownTheLeast() {
    var added = with("sg-closed", "sg-open");

    assertThat(judge.doubts(added)).isEqualTo("the groups before this change are not known");
    assertThat(judge.blames(added).fix().orElseThrow().remediation())
        .isEqualTo(sets(List.of("sg-closed", "sg-open"), List.of("sg-closed")));
    assertThat(judge.blames(with("sg-open")).fix()).isEmpty();
  }

  @Test
  void aGroupThatCouldNotBeReadIsNoPass() {
    judge.whenLastGoodWas(with("sg-closed"));

    assertThat(judge.blames(with("sg-unknown")).evidence())
        .endsWith("sg-unknown could not be read");
  }

  @Test
  void aControlThatIsOffBlamesNothingHereEither() {
    judge
        .with(Given.recommended("controls: {NET-01: {mode: 'off'}}"))
        .whenLastGoodWas(with("sg-closed"))
        .passes(with("sg-open"));
  }

  @Test
  void strangersAreBlamedOnlyOnceTheCompanyIsKnown() {
    judge.whenLastGoodWas(with("sg-closed")).passes(with("sg-office"));
    judge.with(Given.recommended("companyRanges: [198.51.100.0/24]"));

    assertThat(judge.blames(with("sg-office")).evidence()).contains("lets 203.0.113.0/24 in");
  }

  @Test
  void aBirthIsNoSwap() {
    judge.after(Given.call("e-1", "rds", "CreateDBCluster", "{'dBClusterIdentifier':'orders'}"));

    judge.passes(with("sg-open"));
  }

  private static DbCluster with(String... groups) {
    return ACluster.orders().securityGroups(Set.of(groups)).used(SOME.used()).build();
  }

  private static ModifyDbCluster sets(List<String> found, List<String> to) {
    return new ModifyDbCluster(
        Given.cluster("orders"), new SecurityGroups(new Step<>(Optional.of(found), to)), false);
  }
}
