package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.AclEntry;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Resource.NetworkAcl;
import dev.auroraguardrails.model.Resource.PrefixList;
import dev.auroraguardrails.model.Resource.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Prefix lists, route tables and network ACLs as they will be once a call's change is visible.
final class NetworkProjection {
  private NetworkProjection() {}

  /// As long as a read shows the version that the call was made on. What an earlier version holds
  /// that was restored is not known before it is read.
  static PrefixList of(PrefixList now, ChangeEvent change) {
    Optional<Long> before = NetworkRequest.versionBefore(change);
    if (before.isEmpty() || before.get() != now.version() || !NetworkRequest.adds(change)) {
      return now;
    }
    List<String> added = NetworkRequest.added(change);
    Optional<List<String>> entries =
        added.isEmpty() ? Optional.empty() : now.entries().map(old -> changed(old, change));
    return new PrefixList(now.id(), now.version() + 1, entries, now.entries(), now.groups());
  }

  private static List<String> changed(List<String> old, ChangeEvent change) {
    var entries = new ArrayList<>(old);
    entries.removeAll(NetworkRequest.removed(change));
    entries.addAll(NetworkRequest.added(change));
    return entries;
  }

  static RouteTable of(RouteTable now, ChangeEvent change) {
    Optional<String> destination = NetworkRequest.destination(change);
    Optional<String> target = NetworkRequest.routeTarget(change);
    return destination.isEmpty() || target.isEmpty() ? now : now.with(destination.get(), target);
  }

  static NetworkAcl of(NetworkAcl now, ChangeEvent change) {
    Optional<AclEntry> entry = NetworkRequest.entry(change);
    return entry.map(asked -> now.with(asked.name(), entry)).orElse(now);
  }
}
