package dev.auroraguardrails.sweeper;

import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.sweep.Report;
import dev.auroraguardrails.sweep.Surveyed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Asks the families' functions to look at what drifted: they judge anew, under their own roles,
/// brakes and leases, and put back what was compliant before.
final class Enforcement {
  private static final int BATCH = 10;

  private final SqsClient sqs;
  private final Map<Family, String> queues;

  Enforcement(SqsClient sqs, Map<Family, String> queues) {
    this.sqs = sqs;
    this.queues = Map.copyOf(queues);
  }

  /// @return how many resources were asked about
  int ask(Surveyed surveyed, Report report) {
    Map<String, List<Report.Item>> drifted =
        report.findings().stream()
            .filter(item -> item.drift() && item.decision().equals("revert"))
            .collect(Collectors.groupingBy(Report.Item::resource));
    Map<Family, List<String>> bodies =
        surveyed.resources().stream()
            .filter(resource -> drifted.containsKey(resource.id().arn()))
            .collect(
                Collectors.groupingBy(
                    Families::of,
                    Collectors.mapping(
                        resource ->
                            body(
                                resource,
                                drifted.getOrDefault(resource.id().arn(), List.of()),
                                report),
                        Collectors.toList())));
    bodies.forEach(this::send);
    return bodies.values().stream().mapToInt(List::size).sum();
  }

  private static String body(Resource resource, List<Report.Item> items, Report report) {
    ResourceId id = resource.id();
    return Json.write(
        Map.of(
            "recheck",
            Map.of(
                "resource",
                Map.of(
                    "kind", id.kind().name(),
                    "account", id.account(),
                    "region", id.region(),
                    "name", id.name()),
                "findings",
                items.stream()
                    .map(item -> Map.of("control", item.control(), "subject", item.subject()))
                    .toList(),
                "sweepId",
                report.id())));
  }

  private void send(Family family, List<String> bodies) {
    for (int from = 0; from < bodies.size(); from += BATCH) {
      var entries = new ArrayList<SendMessageBatchRequestEntry>();
      for (String body : bodies.subList(from, Math.min(bodies.size(), from + BATCH))) {
        entries.add(
            SendMessageBatchRequestEntry.builder()
                .id("m" + entries.size())
                .messageBody(body)
                .build());
      }
      var sent = sqs.sendMessageBatch(r -> r.queueUrl(queues.get(family)).entries(entries));
      if (!sent.failed().isEmpty()) {
        throw new IllegalStateException(
            "SQS refused %d of %d rechecks: %s"
                .formatted(
                    sent.failed().size(), entries.size(), sent.failed().getFirst().message()));
      }
    }
  }
}
