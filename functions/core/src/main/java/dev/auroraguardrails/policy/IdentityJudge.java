package dev.auroraguardrails.policy;

import dev.auroraguardrails.policy.Judgement.Level;
import dev.auroraguardrails.policy.Statement.Effect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Judges what a user's, group's or role's policy gives over Aurora: too much is a sensitive action
/// on resources that nobody has named.
final class IdentityJudge {
  /// Whatever is passed, it may be passed to RDS; and nothing else is known.
  private static final Facts FACTS =
      new Facts(Map.of("iam:PassedToService", List.of("rds.amazonaws.com")));

  private final Collection<Place> places;
  private final List<Statement> allows;
  private final List<Statement> denies;
  private final Reasons reasons = new Reasons();
  private final Map<Place, Map<Kind, List<ResourceName>>> canaries = new HashMap<>();

  private IdentityJudge(Policy policy, Collection<Place> places) {
    this.places = places;
    this.allows = with(Effect.ALLOW, policy);
    // Doubt never protects, so a Deny that may not hold is none.
    this.denies =
        with(Effect.DENY, policy).stream()
            .filter(deny -> deny.conditionsHold(FACTS) == Truth.TRUE)
            .toList();
  }

  private static List<Statement> with(Effect effect, Policy policy) {
    return policy.statements().stream().filter(s -> s.effect() == effect).toList();
  }

  static Judgement judge(Policy policy, Surroundings surroundings) throws Unjudgeable {
    var judge = new IdentityJudge(policy, Place.of(policy, surroundings));
    return judge.judged(surroundings);
  }

  private Judgement judged(Surroundings surroundings) throws Unjudgeable {
    Set<String> named = new TreeSet<>();
    for (SensitiveAction action : SensitiveAction.ALL) {
      List<Statement> covering = covering(action, allows);
      if (covering.isEmpty()) {
        continue;
      }
      Optional<Statement> wide = wide(action, covering);
      if (wide.isPresent()) {
        reasons.add(wide.get(), action.name(), action.dangers());
      } else if (isNamed(action, covering)) {
        named.add(action.name());
      }
    }
    logins(surroundings);
    withARole();
    if (reasons.isEmpty()) {
      Level level = named.isEmpty() ? Level.NONE : Level.SCOPED;
      return new Judgement(level, Set.of(), new TreeSet<>(named), mild(named));
    }
    readsLogs().ifPresent(statement -> reasons.addTold(statement, SensitiveAction.READING_LOGS));
    return reasons.violation();
  }

  private List<String> mild(Set<String> named) {
    List<String> why = new ArrayList<>();
    if (!named.isEmpty()) {
      why.add("sensitive actions on named resources only, or narrowed by a tag: " + named);
    }
    readsLogs().ifPresent(statement -> why.add(statement.name() + " allows to read database logs"));
    return why;
  }

  /// @return the statement that grants the action on resources of any name
  private Optional<Statement> wide(SensitiveAction action, List<Statement> covering) {
    List<Statement> plain = new ArrayList<>(covering.size());
    boolean deniable = !covering(action, denies).isEmpty();
    for (Statement statement : covering) {
      if (!isNarrowed(action, statement) && statement.conditionsHold(FACTS) != Truth.FALSE) {
        if (!deniable && statement.isOnEverything()) {
          return Optional.of(statement);
        }
        plain.add(statement);
      }
    }
    for (Kind kind : plain.isEmpty() ? List.<Kind>of() : action.kinds()) {
      for (Place place : places) {
        Optional<Statement> granting = grantingAll(action.folded(), kind, place, plain);
        if (granting.isPresent()) {
          return granting;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Statement> grantingAll(
      String folded, Kind kind, Place place, List<Statement> statements) {
    Optional<Statement> last = Optional.empty();
    for (ResourceName canary :
        canaries
            .computeIfAbsent(place, p -> new EnumMap<>(Kind.class))
            .computeIfAbsent(kind, k -> k.canaries(place))) {
      last = granting(request(folded, canary), statements);
      if (last.isEmpty()) {
        break;
      }
    }
    return last;
  }

  private static List<Statement> covering(SensitiveAction action, List<Statement> statements) {
    List<Statement> covering = new ArrayList<>(2);
    for (Statement statement : statements) {
      if (action.isCoveredBy(statement.actions())) {
        covering.add(statement);
      }
    }
    return covering;
  }

  private static boolean isNarrowed(SensitiveAction action, Statement statement) {
    return !statement.conditions().isEmpty()
        && (Narrowing.isByTag(statement)
            || (action.name().equals("iam:PassRole") && Narrowing.isByService(statement)));
  }

  private Optional<Statement> granting(Request request, List<Statement> statements) {
    for (Statement allow : statements) {
      if (allow.isAbout(request) && allow.conditionsHold(FACTS) != Truth.FALSE) {
        return denies.stream().anyMatch(deny -> deny.isAbout(request))
            ? Optional.empty()
            : Optional.of(allow);
      }
    }
    return Optional.empty();
  }

  private static Request request(String folded, ResourceName resource) {
    return new Request(folded, resource, FACTS, Optional.empty());
  }

  /// Only what is Aurora's own: a role that may be passed by name is no matter of Aurora.
  private boolean isNamed(SensitiveAction action, List<Statement> covering) {
    for (Kind kind : action.kinds()) {
      if (kind.service().equals("iam") || kind.service().equals("ram")) {
        continue;
      }
      for (Statement statement : covering) {
        if (names(statement, kind) && denies.stream().noneMatch(d -> deniesAll(d, action))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean names(Statement statement, Kind kind) {
    Statement.Resources resources = statement.resources().orElseThrow();
    return !resources.negated()
        && resources.patterns().stream()
            .anyMatch(p -> p.whole().isEverything() || kind.isMeantBy(p));
  }

  private static boolean deniesAll(Statement deny, SensitiveAction action) {
    return action.isCoveredBy(deny.actions()) && deny.isOnEverything();
  }

  /// Any user of a named cluster, and administrators of any cluster.
  private void logins(Surroundings surroundings) throws Unjudgeable {
    String connect = "rds-db:connect";
    for (DatabaseLogin login : DatabaseLogin.namedBy(allows, places, surroundings)) {
      for (List<ResourceName> together : login.probes()) {
        List<Optional<Statement>> granted =
            together.stream().map(probe -> granting(request(connect, probe), allows)).toList();
        if (granted.stream().allMatch(Optional::isPresent)) {
          reasons.add(granted.getFirst().orElseThrow(), connect, Set.of(Danger.CREDENTIALS));
        }
      }
    }
  }

  /// With a role to pass, these gain what the role may do.
  private void withARole() {
    if (!reasons.grants("iam:PassRole")) {
      return;
    }
    for (String name : SensitiveAction.WITH_A_ROLE) {
      String folded = Statement.folded(name);
      Kind kind = name.endsWith("Proxy") ? Kind.ANY : Kind.CLUSTER;
      allows.stream()
          .filter(s -> s.actions().cover(folded) && (kind == Kind.ANY || names(s, kind)))
          .filter(s -> denies.stream().noneMatch(deny -> deny.actions().cover(folded)))
          .findFirst()
          .ifPresent(s -> reasons.add(s, name, Set.of(Danger.ESCALATE)));
    }
  }

  private Optional<Statement> readsLogs() {
    String folded = Statement.folded(SensitiveAction.READING_LOGS.getFirst());
    Place place = places.iterator().next();
    return granting(request(folded, Kind.DB.canaries(place).getFirst()), allows);
  }
}
