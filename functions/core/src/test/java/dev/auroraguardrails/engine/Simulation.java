package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ClusterSetting;
import dev.auroraguardrails.model.Finding;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome.Deferred;
import dev.auroraguardrails.model.Remediation;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// One run of the guard through an account's hour, chosen by a seed: what people do, how its
/// records travel, what reads show and where workers die. All by one clock and one source of
/// chance, so that a seed always tells the same story.
final class Simulation {
  /// Reads may show what was true this long ago.
  private static final Duration LAG = Duration.ofSeconds(10);

  /// A message that nobody finished comes again.
  private static final Duration VISIBILITY = Duration.ofMinutes(6);

  private static final int CHANGES = 12;

  /// What the ids of the guard's own calls begin with.
  private static final String OWN = "own-";

  private final Random chance;
  private final World world = new World();
  private final PriorityQueue<Step> steps =
      new PriorityQueue<>(Comparator.comparing(Step::at).thenComparingInt(Step::order));
  private final Map<String, Seen> earlier = new HashMap<>();
  private final List<String> broken = new ArrayList<>();
  private final Map<String, Instant> happened = new HashMap<>();
  private final List<Stood> stood = new ArrayList<>();
  private final Map<String, Alert> told = new HashMap<>();
  private String handling = "";
  private boolean mayLookAgain;
  private int trueReads;
  private int ownCalls;
  private int order;
  private int crashes;

  /// Something that happens: a person's change, or a message that a worker gets.
  private record Step(Instant at, int order, Runnable happens) {}

  /// What a resource was before it changed last.
  ///
  /// @param shownTo the event at whose handling a read may show it; empty for any
  private record Seen(Resource state, Instant until, String shownTo) {
    boolean mayBeShown(Instant at, String handling) {
      return at.isBefore(until) && (shownTo.isEmpty() || shownTo.equals(handling));
    }
  }

  /// A violation that stood when a worker saw it.
  private record Stood(Finding found, String eventId, Instant happened) {
    boolean isToldBy(Alert alert) {
      return alert.control().id().equals(found.control().id())
          && alert.resource().equals(found.resource().id().arn())
          && !alert.at().isBefore(happened);
    }
  }

  Simulation(int seed) {
    this.chance = new Random(seed * 7919L);
    world.baseline = Given.recommended().withoutBrakes();
    world.has(
        ACluster.orders().build(),
        ACluster.named("billing").build(),
        Given.group(),
        Given.role("dev"));
    world.sees = read -> read.map(this::maybeEarlier);
    world.beforeWriting = this::check;
    Instant at = world.now;
    for (int i = 0; i < CHANGES; i++) {
      at = at.plus(LAG).plusSeconds(1 + chance.nextInt(300));
      int number = i;
      step(at, () -> somebodyChangesSomething("e-" + number));
    }
    while (!steps.isEmpty()) {
      Step next = steps.poll();
      world.now = next.at().isAfter(world.now) ? next.at() : world.now;
      next.happens().run();
    }
    checkTheEnd();
  }

  List<String> broken() {
    return broken;
  }

  int reverts() {
    return world.writes.size();
  }

  int crashes() {
    return crashes;
  }

  private void step(Instant at, Runnable happens) {
    steps.add(new Step(at, order++, happens));
  }

  private void somebodyChangesSomething(String eventId) {
    String cluster = chance.nextBoolean() ? "orders" : "billing";
    ChangeEvent event =
        switch (chance.nextInt(8)) {
          case 0, 1 -> modify(eventId, cluster, "'deletionProtection':false");
          case 2 -> modify(eventId, cluster, "'deletionProtection':true");
          case 3 -> modify(eventId, cluster, "'backupRetentionPeriod':" + (1 + chance.nextInt(3)));
          case 4 -> modify(eventId, cluster, "'backupRetentionPeriod':" + (7 + chance.nextInt(29)));
          case 5 ->
              modify(eventId, cluster, "'deletionProtection':false,'backupRetentionPeriod':1");
          case 6 ->
              Ingress.opens(
                  eventId, chance.nextBoolean() ? "0.0.0.0/0" : "10.0.0.0/8", "sgr-" + eventId);
          default -> Given.attach(eventId, "dev", Given.awsPolicy("AmazonRDSFullAccess").arn());
        };
    remembering(eventId, Targets.resources(event).getFirst(), () -> world.happens(event));
    happened.put(eventId, world.now);
    travels(event, 120);
  }

  private void travels(ChangeEvent event, int seconds) {
    int copies = chance.nextInt(5) == 0 ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) {
      Instant arrives = world.now.plusSeconds(chance.nextInt(seconds));
      step(arrives, () -> deliver(new Trigger.Change(event, 0, world.now)));
    }
  }

  /// What an event broke and a worker saw has to be told.
  private List<Stood> standing(ChangeEvent event) {
    Resource now = world.resource(Targets.resources(event).getFirst());
    var asked =
        new Evaluator(world.baseline)
            .evaluate(Projection.of(now, event), Optional.empty(), Optional.of(event));
    return new Evaluator(world.baseline)
        .evaluate(now, Optional.empty(), Optional.of(event)).stream()
            .filter(found -> Touched.by(event, now, found.violation().subject()))
            .filter(found -> Sight.isAmong(asked, found))
            .map(
                found ->
                    new Stood(
                        found, event.eventId(), happened.getOrDefault(event.eventId(), world.now)))
            .toList();
  }

  private static ChangeEvent modify(String eventId, String cluster, String attributes) {
    return Given.call(
        eventId,
        "rds",
        "ModifyDBCluster",
        "{'dBClusterIdentifier':'" + cluster + "'," + attributes + "}");
  }

  private void deliver(Trigger.Change change) {
    handling = change.event().eventId();
    mayLookAgain = Retries.mayLookAgain(change, world.now);
    int call = 1 + chance.nextInt(14);
    boolean dies = chance.nextInt(4) == 0;
    world.worker =
        !dies ? Mortal.never() : chance.nextBoolean() ? Mortal.before(call) : Mortal.after(call);
    List<Stood> standing = standing(change.event());
    int truths = trueReads;
    try {
      List<Handled> handled = world.handled(change);
      if (trueReads > truths) {
        stood.addAll(standing);
      }
      handled.stream()
          .map(Handled::outcome)
          .filter(Deferred.class::isInstance)
          .map(outcome -> ((Deferred) outcome).after())
          .min(Duration::compareTo)
          .ifPresent(wait -> step(world.now.plus(wait), () -> deliver(change.next())));
    } catch (Mortal.Died died) {
      crashes++;
      step(world.now.plus(VISIBILITY), () -> deliver(change));
    }
  }

  /// A call may find its work done, where the read lagged behind the guard's own revert after
  /// another event; it never changes what is right. And it changes what reads may show late, as
  /// everybody's calls do.
  private void check(Remediation call) {
    Resource now = world.resource(call.target());
    Resource after = Given.after(call, now);
    if (handling.startsWith(OWN) && mayLookAgain) {
      broken.add("a call of the guard's own led to another: " + call + " after " + handling);
    }
    ownCall(call);
    if (after.equals(now)) {
      return;
    }
    if (violations(now).size() <= violations(after).size()) {
      broken.add("a call that put nothing right: " + call + " at " + now);
    }
    if (now instanceof Resource.DbCluster was && after instanceof Resource.DbCluster is) {
      if (!violates(now, "RESIL-03")
          && !was.backupRetentionPeriod().equals(is.backupRetentionPeriod())) {
        broken.add("a legitimate retention was overwritten: " + call);
      }
      if (!violates(now, "RESIL-01") && !was.deletionProtection().equals(is.deletionProtection())) {
        broken.add("a legitimate protection was overwritten: " + call);
      }
    }
    for (String fixed : violations(now)) {
      String control = fixed.substring(0, fixed.indexOf(' '));
      String id = AlertWriter.incidentId(handling, control, call.target().arn(), "revert");
      if (!violates(after, control)
          && world.ledger.incident(id).filter(known -> known.done()).isPresent()) {
        broken.add("a second revert after " + handling + ", which was done: " + call);
      }
    }
    earlier.put(call.target().arn(), new Seen(now, world.now.plus(LAG), ""));
  }

  /// The guard's own calls are recorded as everybody's are, and may arrive while reads still show
  /// what was before them.
  private void ownCall(Remediation call) {
    if (call instanceof Remediation.ModifyDbCluster modify) {
      String attributes =
          modify.settings().stream()
              .flatMap(setting -> asked(setting).stream())
              .collect(Collectors.joining(","));
      travels(modify(OWN + ++ownCalls, modify.target().name(), attributes), 12);
    }
  }

  private static Optional<String> asked(ClusterSetting setting) {
    return switch (setting) {
      case ClusterSetting.DeletionProtection s ->
          Optional.of("'deletionProtection':" + s.step().to());
      case ClusterSetting.BackupRetentionPeriod s ->
          Optional.of("'backupRetentionPeriod':" + s.step().to());
      case ClusterSetting.IamDatabaseAuthentication s ->
          Optional.of("'enableIAMDatabaseAuthentication':" + s.step().to());
      case ClusterSetting.CopyTagsToSnapshot s ->
          Optional.of("'copyTagsToSnapshot':" + s.step().to());
      case ClusterSetting.LogTypes s -> Optional.empty();
      case ClusterSetting.SecurityGroups s -> Optional.empty();
      case ClusterSetting.ParameterGroup s -> Optional.empty();
    };
  }

  /// AWS has no call that changes a value only where it still is what was read. So where a person
  /// puts a violation right and a read does not show it yet, the guard puts it right once more,
  /// over the person's value: only at the event of the person's own call it knows better, so only
  /// there such a read is played.
  private void remembering(String eventId, ResourceId id, Runnable change) {
    Resource before = world.resource(id);
    change.run();
    boolean mended = !violations(id).containsAll(violations(before));
    earlier.put(id.arn(), new Seen(before, world.now.plus(LAG), mended ? eventId : ""));
  }

  private Resource maybeEarlier(Resource now) {
    Seen before = earlier.get(now.id().arn());
    if (before != null && before.mayBeShown(world.now, handling) && chance.nextInt(2) == 0) {
      return before.state();
    }
    trueReads++;
    return now;
  }

  private Set<String> violations(ResourceId id) {
    return violations(world.resource(id));
  }

  private Set<String> violations(Resource state) {
    return new Evaluator(world.baseline)
        .evaluate(state, Optional.empty(), Optional.empty()).stream()
            .map(f -> f.control().id() + " " + f.violation().subject())
            .collect(Collectors.toSet());
  }

  private boolean violates(Resource state, String control) {
    return violations(state).stream().anyMatch(v -> v.startsWith(control));
  }

  /// Everything was delivered, and nothing waits.
  private void checkTheEnd() {
    for (String name : List.of("orders", "billing")) {
      missed(world.resource(Given.cluster(name)));
    }
    missed(world.resource(Given.group().id()));
    missed(world.resource(Given.role("dev").id()));
    for (String incident : world.opened()) {
      world
          .ledger
          .incident(incident)
          .filter(known -> !known.done() || known.alertDue())
          .ifPresent(known -> broken.add("left open: " + known));
    }
    for (Alert alert : world.alerts) {
      Alert first = told.putIfAbsent(alert.alertId(), alert);
      if (first != null && !first.equals(alert)) {
        broken.add("told differently under one id: " + first + " / " + alert);
      }
    }
    if (world.alerts.size() > told.size() + crashes) {
      broken.add("told more often than workers died");
    }
    for (Stood one : stood) {
      if (world.alerts.stream().noneMatch(one::isToldBy)) {
        broken.add("never told: " + one);
      }
    }
  }

  private void missed(Resource end) {
    violations(end).forEach(left -> broken.add("still stands: " + left + " of " + end.id().arn()));
  }
}
