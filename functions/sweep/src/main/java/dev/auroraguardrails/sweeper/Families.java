package dev.auroraguardrails.sweeper;

import dev.auroraguardrails.control.Controls;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource;
import java.util.Map;
import java.util.stream.Collectors;

/// Which family looks after a kind of resource: the one whose controls judge it.
public final class Families {
  private static final Map<Class<?>, Family> BY_KIND =
      Controls.ALL.stream()
          .collect(
              Collectors.toMap(
                  control -> (Class<?>) control.checks(),
                  control -> Controls.infoOf(control).family(),
                  (first, second) -> first));

  private Families() {}

  public static Family of(Resource resource) {
    Family family = BY_KIND.get(resource.getClass());
    if (family == null) {
      throw new IllegalStateException("no control judges a " + resource.getClass());
    }
    return family;
  }
}
