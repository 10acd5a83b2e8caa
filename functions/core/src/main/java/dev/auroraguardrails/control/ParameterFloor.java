package dev.auroraguardrails.control;

import dev.auroraguardrails.model.Remediation.SetClusterParameters;
import dev.auroraguardrails.model.Remediation.SetClusterParameters.Parameter;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What the value of one parameter must be at least. A weaker one goes back to the last known good
/// value, and where that is unknown to the floor.
///
/// @param engine the engine whose parameter groups have it
/// @param name the parameter
/// @param isGood whether a value is strong enough
/// @param byDefault the value that a family's groups have unless somebody set another; empty where
///     that is not known, which is not compliant
/// @param floor a value that is strong enough; empty for the family's default
public record ParameterFloor(
    String engine,
    String name,
    Predicate<String> isGood,
    Function<String, Optional<String>> byDefault,
    String floor) {

  /// A switch that must be on, and that is off unless somebody sets it.
  public static ParameterFloor on(String engine, String name, String floor) {
    return new ParameterFloor(
        engine, name, ParameterFloor::isOn, family -> Optional.of("0"), floor);
  }

  /// A list of names that must hold no other than these, and that is empty unless somebody sets it.
  public static ParameterFloor onlyNames(String engine, String name, Set<String> allowed) {
    return new ParameterFloor(
        engine, name, value -> allowed.containsAll(words(value)), family -> Optional.of(""), "");
  }

  /// @return the words of a value that is a list: `TLSv1.2, TLSv1.3`
  public static Set<String> words(String value) {
    return Arrays.stream(value.split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  public static boolean isOn(String value) {
    return value.equals("1") || value.equalsIgnoreCase("ON") || value.equalsIgnoreCase("true");
  }

  /// @param meaning what a weak value means, as a clause: `clients may connect without TLS`
  public List<Violation> check(
      DbClusterParameterGroup now, Context<DbClusterParameterGroup> context, String meaning) {
    if (!now.engine().equals(Optional.of(engine))) {
      return List.of();
    }
    Optional<String> value = valueIn(now);
    if (value.filter(isGood).isPresent()) {
      return List.of();
    }
    Restored restored = past(context);
    var step = new Step<>(Optional.ofNullable(now.values().get(name)), restored.value());
    return List.of(
        Violation.fixable(
            name,
            "%s of parameter group %s is %s: %s"
                .formatted(name, now.id().name(), said(now, value), meaning),
            new Fix(
                new SetClusterParameters(now.id(), List.of(new Parameter(name, step))), restored)));
  }

  private Optional<String> valueIn(DbClusterParameterGroup group) {
    return Optional.ofNullable(group.values().get(name)).or(() -> byDefault.apply(group.family()));
  }

  private String said(DbClusterParameterGroup now, Optional<String> value) {
    String shown = value.map(v -> v.isEmpty() ? "empty" : v).orElse("unknown");
    return now.values().containsKey(name) ? shown : "its default, " + shown;
  }

  private Restored past(Context<DbClusterParameterGroup> context) {
    return context
        .lastGood()
        .flatMap(
            good ->
                valueIn(good.state())
                    .filter(isGood)
                    .map(v -> new Restored(v, Source.LAST_KNOWN_GOOD, Optional.of(good.asOf()))))
        .orElseGet(() -> new Restored(floor, Source.BASELINE, Optional.empty()));
  }
}
