package dev.auroraguardrails.network;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ec2.Ec2Client;

/// The names of security groups, which never change: each is asked for once a process.
final class GroupNames {
  private final Ec2Client ec2;
  private final Map<String, String> byId = new ConcurrentHashMap<>();

  GroupNames(Ec2Client ec2) {
    this.ec2 = ec2;
  }

  /// @return the group's name; empty for a group that is gone
  Optional<String> of(String id) {
    Optional<String> known = known(id);
    if (known.isPresent()) {
      return known;
    }
    ec2.describeSecurityGroups(r -> r.groupIds(id))
        .securityGroups()
        .forEach(group -> byId.put(group.groupId(), group.groupName()));
    return known(id);
  }

  /// Returns the name that was asked for before.
  Optional<String> known(String id) {
    return Optional.ofNullable(byId.get(id));
  }
}
