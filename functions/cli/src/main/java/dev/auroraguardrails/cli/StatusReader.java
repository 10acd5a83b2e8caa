package dev.auroraguardrails.cli;

import dev.auroraguardrails.model.Pause;
import dev.auroraguardrails.model.TemporaryExemptions;
import dev.auroraguardrails.port.AccountBrake;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Reads how the guard stands, with the caller's own credentials. A part that cannot be read does
/// not keep the others from being told.
final class StatusReader {
  private final CloudFormationClient stacks;
  private final SqsClient queues;
  private final CloudWatchLogsClient logs;
  private final S3Client reports;
  private final Supplier<Pause> pause;
  private final Supplier<TemporaryExemptions> exemptions;
  private final Supplier<AccountBrake> brake;

  StatusReader(
      CloudFormationClient stacks,
      SqsClient queues,
      CloudWatchLogsClient logs,
      S3Client reports,
      Supplier<Pause> pause,
      Supplier<TemporaryExemptions> exemptions,
      Supplier<AccountBrake> brake) {
    this.stacks = stacks;
    this.queues = queues;
    this.logs = logs;
    this.reports = reports;
    this.pause = pause;
    this.exemptions = exemptions;
    this.brake = brake;
  }

  /// @throws SdkException when the stack itself cannot be read
  Status read(String stack, Instant now) {
    List<StackResourceSummary> resources =
        stacks
            .listStackResourcesPaginator(r -> r.stackName(stack))
            .stackResourceSummaries()
            .stream()
            .toList();
    var unreadable = new TreeMap<String, String>();
    Optional<TemporaryExemptions> found = part("exemptions", exemptions, unreadable);
    return new Status(
        part("pause", this::readPause, unreadable),
        part("brake", brake, unreadable),
        found.map(all -> all.all().stream().filter(one -> one.isInForce(now)).toList()),
        found.map(all -> all.malformed().stream().map(one -> one.name()).toList()),
        part("lastSeen", () -> lastSeen(resources), unreadable),
        part("lastSweep", () -> lastSweep(resources), unreadable).flatMap(one -> one),
        part("deadLetters", () -> deadLetters(resources), unreadable),
        unreadable);
  }

  private Pause readPause() {
    Pause read = pause.get();
    if (read instanceof Pause.Unreadable not) {
      throw new IllegalStateException(not.why());
    }
    return read;
  }

  private static <T> Optional<T> part(
      String name, Supplier<T> read, Map<String, String> unreadable) {
    try {
      return Optional.of(read.get());
    } catch (SdkException | IllegalStateException failed) {
      unreadable.put(name, Trouble.sentence(failed));
      return Optional.empty();
    }
  }

  private Map<String, Optional<Instant>> lastSeen(List<StackResourceSummary> resources) {
    var seen = new LinkedHashMap<String, Optional<Instant>>();
    for (StackResourceSummary log : of("AWS::Logs::LogGroup", "Log", resources)) {
      var newest =
          logs.describeLogStreams(
                  r ->
                      r.logGroupName(log.physicalResourceId())
                          .orderBy(OrderBy.LAST_EVENT_TIME)
                          .descending(true)
                          .limit(1))
              .logStreams();
      seen.put(
          log.physicalResourceId().replaceFirst("^.*/", ""),
          newest.stream()
              .findFirst()
              .flatMap(stream -> Optional.ofNullable(stream.lastEventTimestamp()))
              .map(Instant::ofEpochMilli));
    }
    return seen;
  }

  private Optional<Instant> lastSweep(List<StackResourceSummary> resources) {
    return of("AWS::S3::Bucket", "ReportBucket", resources).stream()
        .flatMap(
            bucket ->
                reports
                    .listObjectsV2Paginator(r -> r.bucket(bucket.physicalResourceId()))
                    .contents()
                    .stream())
        .filter(object -> object.key().matches(".*/sweep-[^/]*[.]json"))
        .map(S3Object::lastModified)
        .max(Comparator.naturalOrder());
  }

  private Map<String, Integer> deadLetters(List<StackResourceSummary> resources) {
    var waiting = new TreeMap<String, Integer>();
    for (StackResourceSummary queue : of("AWS::SQS::Queue", "DeadLetters", resources)) {
      String count =
          queues
              .getQueueAttributes(
                  r ->
                      r.queueUrl(queue.physicalResourceId())
                          .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
              .attributes()
              .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
      if (count == null) {
        throw new IllegalStateException("SQS tells no number of " + queue.logicalResourceId());
      }
      waiting.put(queue.logicalResourceId(), Integer.valueOf(count));
    }
    return waiting;
  }

  private static List<StackResourceSummary> of(
      String type, String ending, List<StackResourceSummary> resources) {
    return resources.stream()
        .filter(one -> one.resourceType().equals(type))
        .filter(one -> one.logicalResourceId().endsWith(ending))
        .toList();
  }
}
