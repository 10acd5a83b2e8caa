package dev.auroraguardrails.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.AddressSpace;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.port.Inventory;
import dev.auroraguardrails.port.Ledger;
import java.util.List;
import java.util.Set;

/// What an event needs, run once before it comes. Every call only reads, and asks for what does not
/// exist.
final class Priming {
  static final String NOBODY = "aurora-guardrails-priming";

  private static final String EVENT =
      """
      {"source": "aws.rds", "account": "000000000000", "region": "us-east-1",
       "detail-type": "AWS API Call via CloudTrail",
       "detail": {"eventSource": "rds.amazonaws.com", "eventName": "ModifyDBCluster",
        "eventID": "priming", "recipientAccountId": "000000000000", "readOnly": false,
        "requestParameters": {"dBClusterIdentifier": "aurora-guardrails-priming"}}}
      """;

  private Priming() {}

  static List<Runnable> of(Family family, Inventory inventory, Ledger ledger) {
    return List.of(
        Priming::readEvent,
        () -> AddressSpace.isTheWorld(List.of("10.0.0.0/8", "2001:db8::/32")),
        () -> ledger.incident(NOBODY),
        () -> inventory.read(nobody(family), Set.of()));
  }

  private static void readEvent() {
    try {
      Wiring.event(Json.MAPPER.readTree(EVENT), new Origin("", "000000000000", "us-east-1"));
    } catch (JsonProcessingException | UnreadableBody broken) {
      throw new IllegalStateException("the priming event", broken);
    }
  }

  private static ResourceId nobody(Family family) {
    ResourceId.Kind kind =
        switch (family) {
          case RDS -> ResourceId.Kind.DB_CLUSTER;
          case NETWORK -> ResourceId.Kind.SECURITY_GROUP;
          case IAM -> ResourceId.Kind.ROLE;
          case ADJACENT -> ResourceId.Kind.ENCRYPTION_KEY;
        };
    return new ResourceId(kind, "000000000000", Clients.region(), NOBODY);
  }
}
