package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Broken;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Remediation.ModifyDbCluster;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Remediation.Step;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What can be undone, and what cannot be any more.
class UndoTest {
  static List<Broken> all() {
    return Broken.all();
  }

  @Test
  void everyKindOfRemediationIsTried() {
    assertThat(Broken.all().stream().map(broken -> broken.call().getClass().getName()).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Remediation.class.getPermittedSubclasses()).map(Class::getName).toList());
  }

  @ParameterizedTest
  @MethodSource("all")
  void aRevertIsUndoneWhereTheStateIsWhatItLeft(Broken broken) {
    assertThat(Undo.hindrances(broken.call(), Given.after(broken.call(), broken.before())))
        .isEmpty();
    assertThat(Undo.commands(broken.call())).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void whereItIsBrokenAgainThereIsNothingToUndo(Broken broken) {
    assertThat(Undo.hindrances(broken.call(), broken.before())).isNotEmpty();
  }

  @Test
  void whatStandsNowIsSaid() {
    var call =
        ModifyDbCluster.backupRetentionPeriod(
            Given.cluster("orders"), new Step<>(Optional.of(1), 35), true);

    assertThat(Undo.hindrances(call, ACluster.orders().retention(14).build()))
        .containsExactly("the backup retention is 14; the revert left 35");
  }

  @Test
  void whatItWasBeforeIsNotGuessed() {
    var call =
        ModifyDbCluster.deletionProtection(
            Given.cluster("orders"), new Step<>(Optional.empty(), true));

    assertThat(Undo.hindrances(call, ACluster.orders().build()))
        .containsExactly("what deletion protection was is not known");
  }

  @Test
  void aRuleThatSomebodyGaveAgainIsNotGivenTwice() {
    var call =
        new RevokeIngressRules(Given.group().id(), List.of(Given.rule("sgr-1", "0.0.0.0/0")));

    assertThat(Undo.hindrances(call, Given.group(Given.rule("sgr-9", "0.0.0.0/0"))))
        .containsExactly("there is such a rule again, sgr-9");
    assertThat(Undo.hindrances(call, Given.group(Given.rule("sgr-9", "10.0.0.0/8")))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void aRemediationIsReadAsItWasWritten(Broken broken) {
    assertThat(RemediationJson.read(RemediationJson.write(List.of(broken.call()))))
        .containsExactly(broken.call());
  }

  @Test
  void aRemediationOfALaterVersionIsNotGuessed() {
    assertThatThrownBy(() -> RemediationJson.read("[{\"call\":\"Unheard\"}]"))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void anIncidentKeepsWhatWasPutBack() {
    var world = new World().has(ACluster.orders().build());
    world.handle(world.modifies("e-1", "'deletionProtection':false"));

    assertThat(world.ledger.incident(world.alerts.getFirst().alertId()).orElseThrow().calls())
        .containsExactly(
            ModifyDbCluster.deletionProtection(
                Given.cluster("orders"), new Step<>(Optional.of(false), true)));
  }
}
