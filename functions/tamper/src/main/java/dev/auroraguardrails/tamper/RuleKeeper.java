package dev.auroraguardrails.tamper;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/// Reads the guard's rules and gives them back the state and the target of the template. It adds no
/// pattern and takes no target away: a rule that was deleted or that takes other events by now is
/// a deployment's matter.
final class RuleKeeper {
  private static final Set<RuleState> ON =
      Set.of(RuleState.ENABLED, RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS);

  private final EventBridgeClient events;
  private final Consumer<String> called;

  /// @param called is told the request id of each call that changed something
  RuleKeeper(EventBridgeClient events, Consumer<String> called) {
    this.events = events;
    this.called = called;
  }

  Restoring look(GuardRule rule) {
    boolean on;
    List<Target> targets;
    try {
      on = ON.contains(events.describeRule(r -> r.name(rule.name())).state());
      targets = events.listTargetsByRule(r -> r.rule(rule.name())).targets();
    } catch (ResourceNotFoundException gone) {
      return new Restoring.Gone("the rule is gone");
    }
    boolean sends = targets.stream().anyMatch(target -> isAsDeployed(target, rule));
    if (on && sends) {
      return new Restoring.Fine();
    }
    List<String> what = new ArrayList<>();
    List<String> commands = new ArrayList<>();
    List<String> undo = new ArrayList<>();
    if (!on) {
      what.add("the rule is disabled");
      commands.add("aws events enable-rule --name " + rule.name());
      undo.add("aws events disable-rule --name " + rule.name());
    }
    if (!sends) {
      what.add("the rule does not send to its queue");
      commands.add(
          "aws events put-targets --rule %s --targets '[{\"Id\":\"%s\",\"Arn\":\"%s\",\"DeadLetterConfig\":{\"Arn\":\"%s\"}}]'"
              .formatted(rule.name(), rule.target(), rule.queue(), rule.deadLetters()));
      undo.add(
          "aws events remove-targets --rule %s --ids %s".formatted(rule.name(), rule.target()));
    }
    return new Restoring.Broken(
        String.join(" and ", what), commands, undo, () -> restore(rule, on, sends));
  }

  /// What would change or narrow what arrives is not as deployed either.
  private static boolean isAsDeployed(Target target, GuardRule rule) {
    return rule.queue().equals(target.arn())
        && target.deadLetterConfig() != null
        && rule.deadLetters().equals(target.deadLetterConfig().arn())
        && target.input() == null
        && target.inputPath() == null
        && target.inputTransformer() == null;
  }

  private void restore(GuardRule rule, boolean on, boolean sends) {
    if (!sends) {
      var target =
          Target.builder()
              .id(rule.target())
              .arn(rule.queue())
              .deadLetterConfig(d -> d.arn(rule.deadLetters()))
              .build();
      var answer = events.putTargets(r -> r.rule(rule.name()).targets(target));
      called.accept(answer.responseMetadata().requestId());
      if (answer.failedEntryCount() != null && answer.failedEntryCount() > 0) {
        throw new IllegalStateException(
            "EventBridge refused the target: " + answer.failedEntries().getFirst().errorMessage());
      }
    }
    if (!on) {
      called.accept(events.enableRule(r -> r.name(rule.name())).responseMetadata().requestId());
    }
  }
}
