package dev.auroraguardrails.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.StartActivityStream;
import dev.auroraguardrails.model.Resource.DbCluster;
import org.junit.jupiter.api.Test;

class ActivityStreamKeptTest {
  private final Judge<DbCluster> judge = Judge.by(new ActivityStreamKept());

  private static final DbCluster ON = ACluster.orders().stream("started", "async", "key-1").build();
  private static final DbCluster OFF = ACluster.orders().build();

  private void stopped() {
    judge.after(
        Given.answered(
            Given.call(
                "e-1",
                "rds",
                "StopActivityStream",
                "{'resourceArn':'arn:aws:rds:us-east-1:123456789012:cluster:orders'}"),
            "{'kmsKeyId':'key-1','status':'stopping'}"));
  }

  @Test
  void aStreamThatGoesOnIsLeftAlone() {
    judge.whenLastGoodWas(ON).passes(ON);
    judge.passes(ACluster.orders().stream("starting", "sync", "key-1").build());
  }

  @Test
  void aClusterThatNeverHadOneIsLeftAlone() {
    judge.passes(OFF);
    judge.whenLastGoodWas(OFF).after(Given.modify("e-1", "'port':5433")).passes(OFF);
  }

  @Test
  void aStoppedStreamIsStartedAsItWas() {
    judge.whenLastGoodWas(ON);

    assertThat(judge.fixes(OFF)).isEqualTo(new StartActivityStream(OFF.id(), "async", "key-1"));
    assertThat(judge.findsIn(ACluster.orders().stream("stopping", "async", "key-1").build()))
        .hasSize(1);
  }

  @Test
  void whereThePastIsUnknownTheStopIsToldWithTheKeyOfTheAnswer() {
    stopped();

    assertThat(judge.doubts(OFF)).endsWith("its key was key-1");
  }
}
