package dev.auroraguardrails.control.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.ClusterSetting.ParameterGroup;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbCluster.Used;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.Restored.Source;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ParameterGroupsStayHardTest {
  private static final Map<String, String> HARD =
      Map.of(
          "rds.force_ssl", "1",
          "log_connections", "1",
          "log_disconnections", "1",
          "rds.restrict_password_commands", "1");

  private final Judge<DbCluster> judge = Judge.by(new ParameterGroupsStayHard());

  @Test
  void aSwapForAGroupThatIsAsHardIsLeftAlone() {
    judge.whenLastGoodWas(with("hard")).passes(with("harder"));
  }

  @Test
  void whatWasNotReadAlongIsNotAskedAbout() {
    judge.passes(ACluster.orders().parameterGroup(Optional.of("soft")).build());
  }

  @Test
  void aSwapForAWeakGroupGoesBackToTheOneBefore() {
    judge.whenLastGoodWas(with("hard"));

    assertThat(judge.fixes(with("soft"))).isEqualTo(sets("soft", "hard"));
    assertThat(judge.blames(with("soft")).evidence())
        .isEqualTo(
            "its parameter group is soft, before hard: rds.force_ssl of parameter group soft is 0:"
                + " clients may connect without TLS");
    assertThat(judge.restores(with("soft")).source()).isEqualTo(Source.LAST_KNOWN_GOOD);
  }

  @Test
  void aDefaultGroupIsAsWeakAsItsFamilysDefaults() {
    judge.whenLastGoodWas(with("hard"));

    assertThat(judge.fixes(with("default.aurora-postgresql16")))
        .isEqualTo(sets("default.aurora-postgresql16", "hard"));
    assertThat(judge.blames(with("default.aurora-postgresql16")).evidence())
        .contains("default.aurora-postgresql16, whose values nobody can set", "its default, 0");
  }

  @Test
  void aGroupOfBeforeThatWasWeakenedMeanwhileDoesNotComeBack() {
    judge.whenLastGoodWas(with("weakened"));

    assertThat(judge.doubts(with("soft"))).startsWith("the group before it is weak, too:");
    assertThat(judge.blames(with("soft")).fix()).isEmpty();
  }

  @Test
  void aGroupOfBeforeThatIsGoneOrOfAnotherVersionDoesNotComeBack() {
    judge.whenLastGoodWas(with("gone"));
    assertThat(judge.doubts(with("soft"))).contains("gone, does not exist any more");

    judge.whenLastGoodWas(with("old"));
    assertThat(judge.doubts(with("soft")))
        .isEqualTo(
            "the group before it is of family aurora-postgresql15, and the cluster now takes one"
                + " of aurora-postgresql16");
  }

  @Test
  void whereThePastIsUnknownItIsTold() {
    assertThat(judge.doubts(with("soft"))).isEqualTo("the group before it is not known");
  }

  @Test
  void aGroupThatCouldNotBeReadIsNoPass() {
    judge.whenLastGoodWas(with("hard"));

    assertThat(judge.blames(with("unknown")).evidence())
        .isEqualTo("its parameter group unknown could not be read");
  }

  @Test
  void aControlThatIsOffBlamesNothingHereEither() {
    judge
        .with(Given.recommended("controls: {TLS-02: {mode: 'off'}}"))
        .whenLastGoodWas(with("hard"))
        .passes(with("soft"));
  }

  private static DbCluster with(String group) {
    var known = new TreeMap<String, DbClusterParameterGroup>();
    put(known, "hard", "aurora-postgresql16", HARD);
    put(known, "harder", "aurora-postgresql16", HARD);
    put(known, "soft", "aurora-postgresql16", without("rds.force_ssl"));
    put(known, "weakened", "aurora-postgresql16", without("log_connections"));
    put(known, "old", "aurora-postgresql15", HARD);
    put(known, "default.aurora-postgresql16", "aurora-postgresql16", Map.of());
    return ACluster.orders()
        .parameterGroup(Optional.of(group))
        .used(new Used(Optional.empty(), Optional.of(known)))
        .build();
  }

  private static Map<String, String> without(String name) {
    var values = new TreeMap<>(HARD);
    values.put(name, "0");
    return values;
  }

  private static void put(
      Map<String, DbClusterParameterGroup> known,
      String name,
      String family,
      Map<String, String> values) {
    known.put(
        name,
        new DbClusterParameterGroup(
            Given.id(Kind.DB_CLUSTER_PARAMETER_GROUP, name), family, values));
  }

  private static ModifyDbCluster sets(String found, String to) {
    return new ModifyDbCluster(
        Given.cluster("orders"), new ParameterGroup(new Step<>(Optional.of(found), to)), false);
  }
}
