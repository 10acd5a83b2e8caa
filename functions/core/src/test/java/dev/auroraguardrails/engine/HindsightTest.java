package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.baseline.Presets;
import dev.auroraguardrails.engine.Hindsight.Guess;
import dev.auroraguardrails.engine.Hindsight.Seen;
import dev.auroraguardrails.model.ChangeEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// By the record alone, the guard's decisions are told as they would have been, or that they
/// cannot be told.
class HindsightTest {
  private static final Path FOLDER = Events.projectRoot().resolve("events");

  /// The controls whose finding a record tells, at least as a supposition, or that are named as not
  /// judged.
  private static final Set<String> TOLD =
      Set.of(
          "DATA-01",
          "DATA-02",
          "IAM-02",
          "IAM-03",
          "IAM-07",
          "LOG-01",
          "LOG-02",
          "LOG-05",
          "LOGIN-01",
          "LOGIN-02",
          "NET-01",
          "NET-02",
          "NET-09",
          "NET-15",
          "NET-22",
          "RESIL-01",
          "RESIL-02",
          "RESIL-03",
          "RESIL-04",
          "RESIL-10",
          "RESIL-12",
          "RESIL-13",
          "TLS-01",
          "TLS-02");

  private final Hindsight hindsight = new Hindsight(Presets.named(Presets.RECOMMENDED));

  @ParameterizedTest
  @MethodSource("dev.auroraguardrails.engine.EventsFolderTest#names")
  void whatTheGuardDoesIsToldOrSaidNotToBeKnown(String name) {
    Seen seen = hindsight.at(file(name));

    Set<String> told =
        seen.guesses().stream().map(g -> g.control().id()).collect(Collectors.toSet());
    told.addAll(seen.unjudged().keySet());
    assertThat(told).containsAll(outcomes(name));
  }

  @ParameterizedTest
  @MethodSource("dev.auroraguardrails.engine.EventsFolderTest#names")
  void whatIsToldWithoutASuppositionIsWhatTheGuardDoes(String name) {
    assertThat(hindsight.at(file(name)).guesses())
        .filteredOn(guess -> guess.provided().isEmpty())
        .extracting(guess -> guess.control().id())
        .filteredOn(TOLD::contains)
        .isSubsetOf(outcomes(name));
  }

  @Test
  void aSwitchThatTheCallTurnedIsPutBackAndTheOthersAreNotSpokenOf() {
    Seen seen = hindsight.at(file("ModifyDBCluster"));

    assertThat(lines(seen)).containsExactlyInAnyOrder("RESIL-01 revert", "RESIL-03 revert");
    assertThat(seen.unjudged()).isEmpty();
  }

  @Test
  void anotherEngineIsLeftAlone() {
    ObjectNode other = (ObjectNode) Events.file(FOLDER.resolve("ModifyDBCluster.json"));
    ((ObjectNode) other.at("/detail/responseElements")).put("engine", "docdb");

    assertThat(hindsight.at(Events.read(other).event()).guesses()).isEmpty();
  }

  @Test
  void withoutAnAnswerItHangsOnTheEngine() {
    ObjectNode bare = (ObjectNode) Events.file(FOLDER.resolve("ModifyDBCluster.json"));
    ((ObjectNode) bare.path("detail")).putNull("responseElements");

    assertThat(lines(hindsight.at(Events.read(bare).event())))
        .containsExactlyInAnyOrder(
            "RESIL-01 revert if its engine is Aurora", "RESIL-03 revert if its engine is Aurora");
  }

  @Test
  void aRuleForTheWorldHangsOnTheClustersOfItsGroup() {
    assertThat(lines(hindsight.at(opening(5432, "0.0.0.0/0"))))
        .containsExactly("NET-01 revert if an Aurora cluster uses the group");
  }

  @Test
  void aRuleForAWebServerMattersOnlyWhereAClusterListensThere() {
    assertThat(lines(hindsight.at(opening(443, "0.0.0.0/0"))))
        .containsExactly(
            "NET-01 revert if an Aurora cluster uses the group and listens on another port than"
                + " 3306 and 5432");
  }

  @Test
  void aRuleForAPrivateRangeIsLeftAlone() {
    assertThat(hindsight.at(opening(5432, "10.0.0.0/16")).guesses()).isEmpty();
  }

  @Test
  void aCustomersPolicyHangsOnItsDocument() {
    ObjectNode call =
        Events.call(
            "iam",
            "AttachRolePolicy",
            "{'roleName': 'reporting', 'policyArn': 'arn:aws:iam::123456789012:policy/own'}");

    assertThat(lines(hindsight.at(Events.read(call).event())))
        .containsExactly("IAM-03 revert if the policy gives RDS administration");
  }

  @Test
  void aHarmlessPolicyOfAwsIsLeftAlone() {
    ObjectNode call =
        Events.call(
            "iam",
            "AttachRolePolicy",
            "{'roleName': 'reporting', 'policyArn': 'arn:aws:iam::aws:policy/ReadOnlyAccess'}");

    assertThat(hindsight.at(Events.read(call).event()).guesses()).isEmpty();
  }

  @Test
  void theBaselineDecidesAsItDoesForTheGuard() {
    var observing = new Hindsight(Presets.named(Presets.OBSERVE));

    assertThat(lines(observing.at(file("ModifyDBCluster"))))
        .containsExactlyInAnyOrder("RESIL-01 alert", "RESIL-03 alert");
  }

  @Test
  void aCallThatDidNotSucceedIsNotLookedAt() {
    ObjectNode denied = (ObjectNode) Events.file(FOLDER.resolve("ModifyDBCluster.json"));
    ((ObjectNode) denied.path("detail")).put("errorCode", "AccessDenied");

    assertThat(hindsight.at(Events.read(denied).event())).isEqualTo(Seen.NOTHING);
  }

  private static ChangeEvent opening(int port, String range) {
    return Events.read(
            Events.call(
                "ec2",
                "AuthorizeSecurityGroupIngress",
                ("{'groupId': 'sg-1', 'ipPermissions': {'items': [{'ipProtocol': 'tcp', 'fromPort':"
                        + " %d, 'toPort': %d, 'ipRanges': {'items': [{'cidrIp': '%s'}]}}]}}")
                    .formatted(port, port, range)))
        .event();
  }

  private static ChangeEvent file(String name) {
    return Events.read(Events.file(FOLDER.resolve(name + ".json"))).event();
  }

  private static List<String> outcomes(String name) {
    JsonNode expected = Events.file(FOLDER.resolve(name + ".expected.json")).path("outcomes");
    return StreamSupport.stream(expected.spliterator(), false)
        .map(line -> line.path("control").asText())
        .filter(TOLD::contains)
        .toList();
  }

  private static List<String> lines(Seen seen) {
    return seen.guesses().stream().map(HindsightTest::line).toList();
  }

  private static String line(Guess guess) {
    return guess.control().id()
        + " "
        + guess.decision()
        + guess.provided().map(clause -> " if " + clause).orElse("");
  }
}
