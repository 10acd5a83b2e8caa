package dev.auroraguardrails.control.network;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.ApiCall;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;

/// Only the creation can make one public: ModifyDBShardGroup has no such member
/// (https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBShardGroup.html).
@About(
    id = "NET-21",
    title = "DB shard groups of Aurora Limitless Database are not public",
    severity = Severity.HIGH,
    family = Family.RDS,
    act = Act.ALERT,
    calls = "CreateDBShardGroup",
    why = "With public addresses only the security group stands between the internet and the data.")
public final class ShardGroupsNotPublic implements Control<ApiCall> {
  @Override
  public Class<ApiCall> checks() {
    return ApiCall.class;
  }

  @Override
  public List<Violation> check(ApiCall now, Context<ApiCall> context) {
    var request = now.event().request();
    return request.path("publiclyAccessible").asBoolean()
        ? List.of(
            Violation.told(
                "*",
                "shard group %s was created with public addresses"
                    .formatted(request.path("dBShardGroupIdentifier").asText()),
                "no call takes them away: it has to be created anew"))
        : List.of();
  }
}
