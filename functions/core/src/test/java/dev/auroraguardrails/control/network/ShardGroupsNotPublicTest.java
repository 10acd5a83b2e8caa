package dev.auroraguardrails.control.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.ApiCall;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShardGroupsNotPublicTest {
  private final Judge<ApiCall> judge = Judge.by(new ShardGroupsNotPublic());

  @Test
  void aPrivateShardGroupIsLeftAlone() {
    judge.passes(created(false));
  }

  @Test
  void aPublicOneIsTold() {
    assertThat(judge.blames(created(true)).evidence())
        .isEqualTo("shard group wide was created with public addresses");
  }

  private static ApiCall created(boolean open) {
    return new ApiCall(
        Given.cluster("orders"),
        Given.call(
            "e-1",
            "rds",
            "CreateDBShardGroup",
            "{'dBShardGroupIdentifier':'wide','dBClusterIdentifier':'orders',"
                + "'publiclyAccessible':"
                + open
                + "}"),
        Optional.empty());
  }
}
