package dev.auroraguardrails.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Where resources are tried.
record Place(String partition, String region, String account) {
  /// Many more than policies name, and few enough to try them all.
  private static final int MOST = 64;

  private static final List<String> REGIONS =
      List.of("us-east-1", "eu-west-1", "ap-southeast-2", "sa-east-1", "ca-central-1");

  private static final String ACCOUNT = "111122223333";

  /// @return the places that the document may mean, at least one
  static Set<Place> of(Policy policy, Surroundings surroundings) throws Unjudgeable {
    Set<Place> places = new LinkedHashSet<>();
    String own = surroundings.account().orElse(ACCOUNT);
    for (String region :
        surroundings.regions().isEmpty() ? REGIONS.subList(0, 1) : surroundings.regions()) {
      places.add(new Place(partitionOf(region), region, own));
    }
    for (Statement statement : policy.statements()) {
      if (statement.effect() == Statement.Effect.ALLOW && statement.resources().isPresent()) {
        for (ArnPattern pattern : statement.resources().get().patterns()) {
          if (!pattern.segments().isEmpty() && mayBeAurora(pattern.segments().get(2))) {
            places.add(meantBy(pattern.segments(), surroundings, own));
          }
        }
      }
      if (places.size() > MOST) {
        throw new Unjudgeable("wanted at most " + MOST + " accounts and Regions, got more");
      }
    }
    return places;
  }

  private static boolean mayBeAurora(Pattern service) {
    return List.of("rds", "rds-db", "secretsmanager", "ram", "iam").stream()
        .anyMatch(name -> service.matches(name, Facts.NONE, Truth.TRUE));
  }

  private static Place meantBy(List<Pattern> arn, Surroundings surroundings, String own) {
    List<String> regions = surroundings.regions().isEmpty() ? REGIONS : surroundings.regions();
    String region =
        regions.stream()
            .filter(known -> arn.get(3).matches(known, Facts.NONE, Truth.TRUE))
            .findFirst()
            .orElseGet(
                () ->
                    surroundings.regions().isEmpty()
                        ? arn.get(3).example("a")
                        : regions.getFirst());
    String account =
        surroundings.account().isPresent() || arn.get(4).matches(own, Facts.NONE, Truth.TRUE)
            ? own
            : arn.get(4).example("0");
    return new Place(partitionOf(region), region, account);
  }

  private static String partitionOf(String region) {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }
}
