package dev.auroraguardrails.control.iam;

import dev.auroraguardrails.model.Resource.IamPolicy;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Whom an edit of a managed policy reaches.
record Reached(List<ResourceId> principals) {
  private static final int NAMED = 5;

  static Reached by(IamPolicy policy) {
    return new Reached(
        policy.attachedTo().stream()
            .flatMap(label -> principal(policy.id(), label).stream())
            .toList());
  }

  /// @return whether there is one at least, and each is so
  boolean areAll(Predicate<ResourceId> so) {
    return !principals.isEmpty() && principals.stream().allMatch(so);
  }

  boolean haveOne(Predicate<ResourceId> so) {
    return principals.stream().anyMatch(so);
  }

  /// @return `attached to 2 principals (role/a, user/b)`
  String said() {
    if (principals.isEmpty()) {
      return "attached to nobody yet";
    }
    String names =
        String.join(
            ", ",
            principals.stream().limit(NAMED).map(one -> one.kind().prefix() + one.name()).toList());
    int more = principals.size() - NAMED;
    return "attached to %d %s (%s%s)"
        .formatted(
            principals.size(),
            principals.size() == 1 ? "principal" : "principals",
            names,
            more > 0 ? " and " + more + " more" : "");
  }

  private static java.util.Optional<ResourceId> principal(ResourceId policy, String label) {
    return Stream.of(Kind.ROLE, Kind.USER, Kind.GROUP)
        .filter(kind -> label.startsWith(kind.prefix()))
        .map(
            kind ->
                new ResourceId(
                    kind,
                    policy.account(),
                    policy.region(),
                    label.substring(kind.prefix().length())))
        .findFirst();
  }
}
