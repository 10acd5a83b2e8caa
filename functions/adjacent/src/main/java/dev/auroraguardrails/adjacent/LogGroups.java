package dev.auroraguardrails.adjacent;

import dev.auroraguardrails.model.Resource.LogGroup;
import dev.auroraguardrails.model.Resource.LogGroup.Subscription;
import dev.auroraguardrails.model.ResourceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;

/// Reads the log groups that RDS writes for clusters. Of any other group nothing is asked.
final class LogGroups {
  private final CloudWatchLogsClient logs;
  private final RdsClient rds;

  LogGroups(AdjacentClients clients) {
    this.logs = clients.logs();
    this.rds = clients.rds();
  }

  LogGroup read(ResourceId id) {
    Optional<String> cluster = LogGroup.clusterOf(id.name());
    if (cluster.isEmpty()) {
      return new LogGroup(id, Optional.empty(), Optional.empty(), 0, Map.of());
    }
    var found =
        logs.describeLogGroups(r -> r.logGroupNamePrefix(id.name())).logGroups().stream()
            .filter(group -> id.name().equals(group.logGroupName()))
            .findFirst();
    return new LogGroup(
        id,
        engine(cluster.get()),
        found.map(group -> Instant.ofEpochMilli(group.creationTime())),
        found.flatMap(group -> Optional.ofNullable(group.retentionInDays())).orElse(0),
        found.isPresent() ? filters(id.name()) : Map.of());
  }

  private Optional<String> engine(String cluster) {
    try {
      return rds.describeDBClusters(r -> r.dbClusterIdentifier(cluster)).dbClusters().stream()
          .findFirst()
          .map(one -> one.engine());
    } catch (DbClusterNotFoundException e) {
      return Optional.empty();
    }
  }

  private Map<String, Subscription> filters(String group) {
    var filters = new HashMap<String, Subscription>();
    try {
      logs.describeSubscriptionFilters(r -> r.logGroupName(group))
          .subscriptionFilters()
          .forEach(
              filter ->
                  filters.put(
                      filter.filterName(),
                      new Subscription(
                          filter.filterPattern() == null ? "" : filter.filterPattern(),
                          filter.destinationArn(),
                          Optional.ofNullable(filter.roleArn()))));
    } catch (ResourceNotFoundException e) {
      return Map.of(); // Deleted since it was listed.
    }
    return filters;
  }
}
