package dev.auroraguardrails.aws;

import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome;
import dev.auroraguardrails.model.Trigger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import software.amazon.cloudwatchlogs.emf.config.EnvironmentConfigurationProvider;
import software.amazon.cloudwatchlogs.emf.environment.Environments;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsBuilder;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// What the functions count, as CloudWatch metrics that are taken from the log: a line for each
/// event by family, and one for each outcome by family, control and outcome. Every further
/// dimension would be a metric of its own and cost as such, and resources or actors none of
/// CloudWatch's business.
public final class Figures {
  /// What the engine says of a resource as a whole has no control.
  private static final String NONE = "-";

  private static final String FAMILY = "family";

  private final String family;
  private final Metrics metrics;
  private final InstantSource clock;

  public Figures(Family family, InstantSource clock) {
    this(family.label(), clock);
  }

  /// @param family the label that the metrics carry as their dimension `family`
  Figures(String family, InstantSource clock) {
    // Elsewhere than in Lambda the library would ask EC2's metadata service where it runs.
    EnvironmentConfigurationProvider.getConfig().setEnvironmentOverride(Environments.Lambda);
    this.metrics =
        MetricsBuilder.builder()
            .withNamespace(Figure.NAMESPACE)
            .withDefaultDimensions(DimensionSet.of(FAMILY, family))
            .build();
    this.family = family;
    this.clock = clock;
  }

  /// Counts an event that was handled.
  void handled(Trigger trigger, List<Handled> all) {
    boolean canary = trigger instanceof Trigger.Change change && Canary.is(change.event());
    event(count(all, Outcome.Deferred.class), count(all, Outcome.Failed.class), canary);
    all.stream()
        .filter(one -> !one.control().equals(NONE))
        .forEach(one -> metrics.flushMetrics(line -> outcome(line, trigger, one)));
  }

  /// Counts a message that goes back to the queue.
  void failed() {
    event(0, 1, false);
  }

  private void event(int deferred, int failed, boolean canary) {
    metrics.flushMetrics(
        line -> {
          count(line, Figure.EVENTS, 1);
          count(line, Figure.DEFERRED, deferred);
          count(line, Figure.FAILED, failed);
          if (canary) {
            count(line, Figure.CANARIES, 1);
          }
        });
  }

  private void outcome(Metrics line, Trigger trigger, Handled one) {
    line.setDefaultDimensions(
        DimensionSet.of(
            FAMILY, family, "control", one.control(), "outcome", one.outcome().label()));
    count(line, Figure.FINDINGS, 1);
    switch (one.outcome()) {
      case Outcome.Reverted reverted -> {
        count(line, Figure.REVERTS, 1);
        latency(line, trigger);
      }
      case Outcome.Alerted alerted -> count(line, Figure.ALERTS, 1);
      case Outcome.AlreadyFixed fixed -> {}
      case Outcome.Exempted exempted -> {}
      case Outcome.Deferred deferred -> {}
      case Outcome.Failed failed -> {}
    }
  }

  /// From the call to the revert that was seen; CloudTrail tells the call's time in whole seconds.
  private void latency(Metrics line, Trigger trigger) {
    switch (trigger) {
      case Trigger.Change change -> {
        Duration took = Duration.between(change.event().time(), clock.instant());
        line.addMetric(Figure.LATENCY.label(), took.toMillis() / 1000.0, MetricUnit.SECONDS);
      }
      case Trigger.Recheck recheck -> {
        // When it was broken is not known.
      }
    }
  }

  private static void count(Metrics line, Figure figure, int number) {
    line.addMetric(figure.label(), number, MetricUnit.COUNT);
  }

  private static int count(List<Handled> all, Class<? extends Outcome> kind) {
    return all.stream().map(Handled::outcome).filter(kind::isInstance).toList().size();
  }
}
