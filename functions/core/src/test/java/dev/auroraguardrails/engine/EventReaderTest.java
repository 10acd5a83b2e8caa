package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.model.Actor;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ChangeEvent.Kind;
import dev.auroraguardrails.model.ChangeEvent.Result;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
  private final ObjectNode stop =
      Events.call("rds", "StopDBCluster", "{'dBClusterIdentifier':'orders'}");

  @Test
  void aBareRecordAndOneInAnEnvelopeAreTheSameCall() {
    ReadEvent bare = Events.read(stop);

    assertThat(Events.read(Events.envelope("aws.rds", stop))).isEqualTo(bare);
    assertThat(bare.event().kind()).isEqualTo(Kind.MUTATING);
    assertThat(bare.event().changedSomething()).isTrue();
    assertThat(bare.watched()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "3", "'text'", "null", "{}", "{'eventName':'StopDBCluster'}"})
  void whatIsNoEventIsRefused(String json) {
    assertThatThrownBy(() -> EventReader.read(Events.json(json)))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageStartingWith("wanted ");
  }

  @Test
  void anEnvelopeThatAwsDidNotWriteIsRefused() {
    assertThatThrownBy(() -> EventReader.read(Events.envelope("my.app", stop)))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("my.app");
    assertThatThrownBy(() -> EventReader.read(Events.envelope("...", stop)))
        .isInstanceOf(UnreadableEvent.class);
  }

  @Test
  void anEnvelopeOfAnotherAccountIsRefused() {
    stop.put("recipientAccountId", "210987654321");

    assertThatThrownBy(() -> EventReader.read(Events.envelope("aws.rds", stop)))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessage("wanted recipientAccountId 123456789012 as in the envelope, got 210987654321");
  }

  @Test
  void anEventOfRdsItselfIsNoCall() {
    ObjectNode envelope =
        Events.envelope(
            "aws.rds", Events.json("{'EventID':'RDS-EVENT-0087','SourceIdentifier':'orders-1'}"));
    envelope.put("detail-type", "RDS DB Instance Event");

    ReadEvent read = Events.read(envelope);

    assertThat(read.event().kind()).isEqualTo(Kind.NATIVE_RDS);
    assertThat(read.event().name()).isEqualTo("RDS-EVENT-0087");
    assertThat(read.event().changedSomething()).isFalse();
    assertThat(read.family()).isEqualTo("rds");
    assertThat(read.targets()).isEmpty();
  }

  @Test
  void anotherServicesEventIsNoCallEither() {
    ObjectNode envelope = Events.envelope("aws.health", Events.json("{'service':'RDS'}"));
    envelope.put("detail-type", "AWS Health Event");

    assertThat(Events.read(envelope).event().kind()).isEqualTo(Kind.OTHER);
  }

  @ParameterizedTest
  @CsvSource({
    "AwsServiceEvent, RotateSecret, , SERVICE_EVENT",
    "AwsConsoleSignIn, ConsoleLogin, , OTHER",
    "AwsCloudTrailInsight, RunInstances, , OTHER",
    "AwsApiCall, DescribeDBClusters, true, READ",
    "AwsApiCall, DescribeDBClusters, , READ",
    "AwsApiCall, BatchGetSecretValue, , READ",
    "AwsApiCall, GetawayDelete, , MUTATING",
    "AwsApiCall, GetThings, false, MUTATING",
    "AwsApiCall, StopDBCluster, , MUTATING",
  })
  void theKindIsToldByTypeThenReadOnlyThenVerb(
      String type, String name, Boolean readOnly, Kind kind) {
    stop.put("eventType", type).put("eventName", name).put("readOnly", readOnly);

    assertThat(Events.read(stop).event().kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDenied, DENIED",
    "AccessDeniedException, DENIED",
    "Client.UnauthorizedOperation, DENIED",
    "UnauthorizedOperation, DENIED",
    "InvalidDBClusterStateFault, FAILED",
    "Client.DryRunOperation, FAILED",
  })
  void aCallWithAnErrorCodeChangedNothing(String code, Result result) {
    stop.put("errorCode", code).put("errorMessage", "because");
    stop.set("responseElements", Events.json("{'dBClusterIdentifier':'orders'}"));

    ReadEvent read = Events.read(stop);

    assertThat(read.event().result()).isEqualTo(result);
    assertThat(read.event().error()).contains(code + ": because");
    assertThat(read.event().changedSomething()).isFalse();
    assertThat(read.event().changed()).isEmpty();
    assertThat(read.watched()).isEmpty();
    assertThat(read.resourceIds()).isEmpty();
  }

  @Test
  void whatTheRecordLacksComesFromTheEnvelope() {
    stop.remove("recipientAccountId");
    stop.remove("awsRegion");
    stop.put("eventTime", "2026-03-02 14:02:11.000");

    ChangeEvent event = Events.read(Events.envelope("aws.rds", stop)).event();

    assertThat(event.account()).isEqualTo("123456789012");
    assertThat(event.region()).isEqualTo("eu-west-1");
    assertThat(event.time()).isEqualTo(Instant.parse("2026-03-02T14:03:00Z"));
    assertThat(Events.read(stop).event().time()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void anActorIsReadFromWhatThereIs() {
    String role = "'sessionContext':{'sessionIssuer':{'arn':'arn:aws:iam::1:role/dev'}}";

    assertThat(actor("'...'")).isEqualTo(actor("null")).isEqualTo(actor("{}"));
    assertThat(actor("{}")).isEqualTo(new Actor("unknown", Optional.empty(), Optional.empty()));
    assertThat(actor("{'type':'AssumedRole','arn':'arn:a'," + role + "}"))
        .isEqualTo(
            new Actor("AssumedRole", Optional.of("arn:a"), Optional.of("arn:aws:iam::1:role/dev")));
    assertThat(actor("{'invokedBy':'cloudformation.amazonaws.com'," + role + "}").via())
        .contains("cloudformation.amazonaws.com");
  }

  @Test
  void theWrapperOfNewerCallsIsTakenOff() {
    var call =
        Events.call(
            "ec2", "DeleteFlowLogs", "{'DeleteFlowLogsRequest':{'FlowLogId':{'content':'fl-1'}}}");

    ReadEvent read = Events.read(call);

    assertThat(read.event().request().has("FlowLogId")).isTrue();
    assertThat(read.targets()).containsExactly("fl-1");
  }

  @Test
  void lambdasVersionIsNoPartOfTheName() {
    var call =
        Events.call("lambda", "UpdateFunctionCode20150331v2", "{'functionName':'guard-rds'}");

    ReadEvent read = Events.read(call);

    assertThat(read.event().name()).isEqualTo("UpdateFunctionCode");
    assertThat(read.family()).isEqualTo("guard-infra");
    assertThat(read.targets()).containsExactly("guard-rds");
  }

  private Actor actor(String identity) {
    stop.set("userIdentity", Events.json(identity));
    return Events.read(stop).event().actor();
  }
}
