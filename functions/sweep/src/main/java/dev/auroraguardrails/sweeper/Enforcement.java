package dev.auroraguardrails.sweeper;

import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.sweep.Report;
import dev.auroraguardrails.sweep.Surveyed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Asks the families' functions to look at what drifted: they judge anew, under their own roles,
/// brakes and leases, and put back what was compliant before, or what a person asked for.
final class Enforcement {
  private static final int BATCH = 10;
  private static final Duration VALID = Duration.ofHours(1);

  private final SqsClient sqs;
  private final Map<Family, String> queues;

  Enforcement(SqsClient sqs, Map<Family, String> queues) {
    this.sqs = sqs;
    this.queues = Map.copyOf(queues);
  }

  /// @return how many resources were asked about
  int drift(Surveyed surveyed, Report report) {
    return ask(surveyed, report, Enforcement::isDrift, false);
  }

  /// Asks for what a person has read in a report and what still stands.
  ///
  /// @param plan the report that was read
  /// @param maximum how many resources may be asked about
  /// @return how many resources were asked about
  /// @throws IllegalArgumentException where there are more, or where the plan is no plan for this;
  ///     nothing was asked then
  int harden(Surveyed surveyed, Report report, Report plan, int maximum) {
    if (plan.at().isBefore(report.at().minus(VALID))) {
      throw new IllegalArgumentException(
          "the plan %s is more than an hour old: sweep again and read what it says"
              .formatted(plan.id()));
    }
    Set<List<String>> read =
        plan.findings().stream()
            .filter(item -> item.decision().equals("revert"))
            .map(Enforcement::key)
            .collect(Collectors.toSet());
    Predicate<Report.Item> planned = item -> isPutBack(item) && read.contains(key(item));
    long resources =
        report.findings().stream().filter(planned).map(Report.Item::resource).distinct().count();
    if (resources > maximum) {
      throw new IllegalArgumentException(
          "%d resources are to be changed, more than the maximum of %d; narrow it by controls or"
                  .formatted(resources, maximum)
              + " clusters");
    }
    return ask(surveyed, report, planned, true);
  }

  private static List<String> key(Report.Item item) {
    return List.of(item.control(), item.resource(), item.subject());
  }

  private static boolean isPutBack(Report.Item item) {
    return item.decision().equals("revert");
  }

  private static boolean isDrift(Report.Item item) {
    return item.drift() && isPutBack(item);
  }

  private int ask(Surveyed surveyed, Report report, Predicate<Report.Item> about, boolean harden) {
    Map<String, List<Report.Item>> asked =
        report.findings().stream()
            .filter(about)
            .collect(Collectors.groupingBy(Report.Item::resource));
    Map<Family, List<String>> bodies =
        surveyed.resources().stream()
            .filter(resource -> asked.containsKey(resource.id().arn()))
            .collect(
                Collectors.groupingBy(
                    Families::of,
                    Collectors.mapping(
                        resource ->
                            body(
                                resource,
                                asked.getOrDefault(resource.id().arn(), List.of()),
                                report.id(),
                                harden),
                        Collectors.toList())));
    bodies.forEach(this::send);
    return bodies.values().stream().mapToInt(List::size).sum();
  }

  private static String body(
      Resource resource, List<Report.Item> items, String sweepId, boolean harden) {
    ResourceId id = resource.id();
    var recheck = new LinkedHashMap<String, Object>();
    recheck.put(
        "resource",
        Map.of(
            "kind", id.kind().name(),
            "account", id.account(),
            "region", id.region(),
            "name", id.name()));
    recheck.put(
        "findings",
        items.stream()
            .map(item -> Map.of("control", item.control(), "subject", item.subject()))
            .toList());
    recheck.put("sweepId", sweepId);
    if (harden) {
      recheck.put("harden", true);
    }
    return Json.write(Map.of("recheck", recheck));
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
