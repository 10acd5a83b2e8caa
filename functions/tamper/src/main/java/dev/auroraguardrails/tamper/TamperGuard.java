package dev.auroraguardrails.tamper;

import dev.auroraguardrails.aws.Engine;
import dev.auroraguardrails.baseline.Baseline.Mode;
import dev.auroraguardrails.baseline.Baseline.SelfGuard;
import dev.auroraguardrails.engine.AlertWriter;
import dev.auroraguardrails.engine.Outbox;
import dev.auroraguardrails.model.Alert;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Handled;
import dev.auroraguardrails.model.Outcome;
import dev.auroraguardrails.model.Outcome.Alerted;
import dev.auroraguardrails.model.Outcome.AlreadyFixed;
import dev.auroraguardrails.model.Outcome.Deferred;
import dev.auroraguardrails.model.Outcome.Exempted;
import dev.auroraguardrails.model.Outcome.Failed;
import dev.auroraguardrails.model.Outcome.Reverted;
import dev.auroraguardrails.model.Pause;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Trigger;
import dev.auroraguardrails.port.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The way of an event about the guard itself: every such call is told, and what has an exact way
/// back is put back from what stands, not from what the event says.
final class TamperGuard implements Engine {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

  /// How often a read may not show the change, or what was put back, before that is told.
  private static final int PATIENCE = 3;

  private static final int RESTORED_PER_HOUR = 3;

  private final GuardParts parts;
  private final SelfGuard baseline;
  private final Deployers deployers;
  private final RuleKeeper rules;
  private final TrailKeeper trails;
  private final Settings settings;
  private final Supplier<Pause> pause;
  private final Ledger ledger;
  private final Outbox outbox;
  private final InstantSource clock;

  TamperGuard(
      GuardParts parts,
      SelfGuard baseline,
      RuleKeeper rules,
      TrailKeeper trails,
      Settings settings,
      Supplier<Pause> pause,
      Ledger ledger,
      Outbox outbox,
      InstantSource clock) {
    this.parts = parts;
    this.baseline = baseline;
    this.deployers = new Deployers(baseline.deployers());
    this.rules = rules;
    this.trails = trails;
    this.settings = settings;
    this.pause = pause;
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public List<Handled> handle(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Change change -> change(change).stream().toList();
      // A sweep has no controls of the guard's own parts.
      case Trigger.Recheck recheck -> List.of();
    };
  }

  private Optional<Handled> change(Trigger.Change change) {
    ChangeEvent event = change.event();
    if (!event.changedSomething() || parts.isCanary(event)) {
      return Optional.empty();
    }
    return TamperCall.of(event)
        .flatMap(call -> named(call, event).map(part -> new Case(call, part, event)))
        .map(incident -> handle(incident, change));
  }

  private Optional<String> named(TamperCall call, ChangeEvent event) {
    return switch (call.about()) {
      case ANY -> Optional.of(first(event).orElse(event.account()));
      case OWN -> parts.namedIn(event.request()).or(() -> parts.namedIn(event.response()));
      case SETTING -> GuardParts.settingIn(event.request());
      case TAG -> GuardParts.tagIn(event.request());
    };
  }

  /// The name of a trail, a recorder or a detector is the request's only text, or its first.
  private static Optional<String> first(ChangeEvent event) {
    return event.request().isObject()
        ? event.request().properties().stream()
            .filter(member -> member.getKey().matches("(?i)name|trailName|\\w*(Name|Id)"))
            .map(member -> member.getValue().asText())
            .filter(text -> !text.isBlank())
            .findFirst()
        : Optional.empty();
  }

  private Handled handle(Case incident, Trigger.Change change) {
    ChangeEvent event = incident.event();
    if (!event.requestId().isEmpty() && ledger.isOwnCall(event.requestId())) {
      return incident.ends("none", new AlreadyFixed("the guard made this call itself"));
    }
    if (isDeployment(incident)) {
      return incident.ends(
          "exempt", new Exempted("made by CloudFormation; the call on its stack is told"));
    }
    Optional<Ledger.Incident> known = ledger.incident(incident.id());
    if (known.isPresent()) {
      outbox.sendIfDue(incident.id(), known.get());
      return incident.ends("alert", new Alerted("told before"));
    }
    Telling telling = telling(incident, change);
    if (!(telling.outcome() instanceof Deferred)) {
      outbox.end(incident.id(), alert(incident, telling));
    }
    return incident.ends(telling.decision(), telling.outcome());
  }

  /// A policy on one of the guard's roles may come from any stack, so it is told all the same.
  private static boolean isDeployment(Case incident) {
    return Deployers.isCloudFormation(incident.event())
        && incident.call().about() == TamperCall.About.OWN
        && incident.call().tampering() != Tampering.ROLES;
  }

  private Telling telling(Case incident, Trigger.Change change) {
    if (deployers.include(incident.event())) {
      return Telling.told("the baseline lets this principal deploy the guard");
    }
    if (Deployers.isCloudFormation(incident.event())) {
      return Telling.told("made by CloudFormation, as deployments are");
    }
    return switch (look(incident)) {
      case Restoring.Fine fine -> fine(incident, change);
      case Restoring.Gone gone ->
          Telling.told(gone.what() + "; only a deployment brings it back: 'make deploy'");
      case Restoring.Broken broken -> broken(incident, change, broken);
    };
  }

  private Restoring look(Case incident) {
    return switch (incident.call().tampering()) {
      case PARTS -> ruleOf(incident).map(rules::look).orElseGet(Restoring.Fine::new);
      case TRAIL ->
          incident.event().name().equals("StopLogging")
              ? trails.look(incident.part())
              : new Restoring.Fine();
      case RECORDER, ALERTS, ROLES, TAGS, SETTINGS, SERVICES -> new Restoring.Fine();
    };
  }

  private Optional<GuardRule> ruleOf(Case incident) {
    return incident.event().source().equals("events.amazonaws.com")
        ? parts.rule(incident.part().substring(incident.part().lastIndexOf('/') + 1))
        : Optional.empty();
  }

  private boolean canBePutBack(Case incident) {
    return switch (incident.event().name()) {
      case "DisableRule", "RemoveTargets" -> ruleOf(incident).isPresent();
      case "StopLogging" -> true;
      default -> false;
    };
  }

  /// What stands may not show the change yet; an alert that says "nothing to do" can wait for that.
  private Telling fine(Case incident, Trigger.Change change) {
    if (!canBePutBack(incident)) {
      return Telling.told("no call puts it back; deploy the guard again: 'make deploy'");
    }
    if (change.attempt() == 0) {
      return new Telling(
          "none",
          new Deferred(LOOK_AGAIN, "the change is not visible yet"),
          List.of(),
          List.of(),
          List.of());
    }
    return new Telling(
        "revert",
        new AlreadyFixed("nothing is left to be put back"),
        List.of(),
        List.of(),
        List.of());
  }

  private Telling broken(Case incident, Trigger.Change change, Restoring.Broken broken) {
    Optional<String> stopped = stopped(incident);
    if (stopped.isPresent()) {
      return new Telling(
          "alert", new Alerted(stopped.get()), List.of(), List.of(), broken.commands());
    }
    if (change.attempt() < PATIENCE) {
      ledger.opens(hour(incident), java.util.Set.of(incident.id()), clock.instant());
      broken.call().run();
      if (look(incident) instanceof Restoring.Fine) {
        return new Telling(
            "revert", new Reverted(false), broken.commands(), broken.undo(), List.of());
      }
      return new Telling(
          "revert",
          new Deferred(LOOK_AGAIN, "put back, but not visible yet"),
          List.of(),
          List.of(),
          List.of());
    }
    return new Telling(
        "revert",
        new Failed(broken.what() + " though it was put back"),
        List.of(),
        List.of(),
        broken.commands());
  }

  private Optional<String> stopped(Case incident) {
    if (baseline.mode() != Mode.REVERT) {
      return Optional.of("the baseline only tells about changes of the guard");
    }
    Instant now = clock.instant();
    Optional<String> paused = pause.get().stops(now);
    if (paused.isPresent()) {
      return paused;
    }
    var before = ledger.openedBy(hour(incident));
    return before.size() >= RESTORED_PER_HOUR && !before.contains(incident.id())
        ? Optional.of(
            "put back %d times within an hour; stopped, so that nobody is fought"
                .formatted(before.size()))
        : Optional.empty();
  }

  /// Names the part and the hour, under which the ledger keeps what was put back.
  private String hour(Case incident) {
    return "restored|%s|%d".formatted(incident.part(), clock.instant().getEpochSecond() / 3600);
  }

  private Alert alert(Case incident, Telling telling) {
    ChangeEvent event = incident.event();
    boolean deployed = deployers.include(event) || Deployers.isCloudFormation(event);
    Tampering tampering = incident.call().tampering();
    String said = tampering == Tampering.SETTINGS ? "; " + settings.say(incident.part()) : "";
    return new Alert(
        Alert.SCHEMA,
        incident.id(),
        deployed ? tampering.control(Severity.LOW) : tampering.control(),
        incident.arn(),
        event.account(),
        event.region(),
        AlertWriter.event(event),
        Map.of(),
        "%s %s (%s)%s".formatted(event.name(), incident.call().does(), incident.part(), said),
        telling.decision(),
        telling.outcome().label(),
        telling.outcome().reason(),
        telling.done(),
        Optional.empty(),
        telling.outcome() instanceof Alerted || telling.outcome() instanceof Failed
            ? "standing"
            : "in force",
        "",
        telling.undo(),
        telling.fix(),
        clock.instant());
  }

  /// One call on one part.
  private record Case(TamperCall call, String part, ChangeEvent event) {
    String id() {
      return AlertWriter.incidentId(event.eventId(), call.tampering().id());
    }

    String arn() {
      return part.startsWith("arn:")
          ? part
          : "arn:aws:%s:%s:%s:%s"
              .formatted(
                  event.source().substring(0, event.source().indexOf('.')),
                  event.region(),
                  event.account(),
                  part.startsWith("http") ? part.substring(part.lastIndexOf('/') + 1) : part);
    }

    Handled ends(String decision, Outcome outcome) {
      return new Handled(call.tampering().id(), arn(), decision, outcome);
    }
  }

  /// What is told of a case.
  private record Telling(
      String decision, Outcome outcome, List<String> done, List<String> undo, List<String> fix) {
    static Telling told(String reason) {
      return new Telling("alert", new Alerted(reason), List.of(), List.of(), List.of());
    }
  }
}
