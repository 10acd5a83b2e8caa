package dev.auroraguardrails.adjacent;

import static dev.auroraguardrails.adjacent.Beside.LOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.Resource.LogGroup;
import dev.auroraguardrails.model.Resource.LogGroup.Subscription;
import dev.auroraguardrails.model.ResourceId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogGroupsTest {
  private final Beside aws = new Beside();

  @Test
  void readsWhatIsKeptAndWhereItIsSent() {
    aws.answers(
            "DescribeLogGroups",
            "{'logGroups':[{'logGroupName':'"
                + LOGS.name()
                + "','creationTime':1000,'retentionInDays':90},{'logGroupName':'"
                + LOGS.name()
                + "-other','creationTime':1}]}")
        .clusters(Beside.cluster("orders", "k"))
        .answers(
            "DescribeSubscriptionFilters",
            "{'subscriptionFilters':[{'filterName':'f','filterPattern':'','destinationArn':'arn:d'}]}");

    LogGroup group = read(LOGS);

    assertThat(group.created()).contains(Instant.ofEpochMilli(1_000));
    assertThat(group.retentionDays()).isEqualTo(90);
    assertThat(group.filters())
        .isEqualTo(Map.of("f", new Subscription("", "arn:d", Optional.empty())));
    assertThat(group.isGuarded()).isTrue();
  }

  @Test
  void whatIsNotLimitedIsKeptForEver() {
    aws.answers(
            "DescribeLogGroups",
            "{'logGroups':[{'logGroupName':'" + LOGS.name() + "','creationTime':1}]}")
        .clusters(Beside.cluster("orders", "k"))
        .answers("DescribeSubscriptionFilters", "{'subscriptionFilters':[]}");

    assertThat(read(LOGS).retentionDays()).isZero();
  }

  @Test
  void aGroupThatIsNotThereIsKnownByItsName() {
    aws.answers("DescribeLogGroups", "{'logGroups':[]}").clusters();

    LogGroup group = read(LOGS);

    assertThat(group.created()).isEmpty();
    assertThat(group.isGuarded()).as("its cluster may have been Aurora's").isTrue();
  }

  @Test
  void anotherEnginesIsLeftAlone() {
    aws.answers("DescribeLogGroups", "{'logGroups':[]}")
        .clusters(Beside.cluster("orders", "postgres", "available", ""));

    assertThat(read(LOGS).isGuarded()).isFalse();
  }

  @Test
  void ofAnyOtherGroupNothingIsAsked() {
    var other = new ResourceId(LOGS.kind(), LOGS.account(), LOGS.region(), "/aws/lambda/shop");

    assertThat(read(other).isGuarded()).isFalse();
    assertThat(aws.calls()).isEmpty();
  }

  private LogGroup read(ResourceId id) {
    return new LogGroups(aws.clients).read(id);
  }
}
