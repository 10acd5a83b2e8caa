package dev.auroraguardrails.sweep;

import dev.auroraguardrails.model.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// All that was read of one Region.
///
/// @param account the 12-digit account
/// @param region the Region
/// @param asOf the time before the first read
/// @param resources the resources, guarded or not, in no order
/// @param unread what could not be read; it is in the report, not absent from it
public record Surveyed(
    String account, String region, Instant asOf, List<Resource> resources, List<Unread> unread) {

  public Surveyed {
    resources = List.copyOf(resources);
    unread = List.copyOf(unread);
  }

  /// @return the same, with one thing more that could not be read
  public Surveyed lacking(String what, String why) {
    var more = new ArrayList<>(unread);
    more.add(new Unread(what, why));
    return new Surveyed(account, region, asOf, resources, more);
  }

  /// Something that could not be read.
  ///
  /// @param what the resource's ARN, or the kind of resource: `the DB clusters`
  /// @param why AWS's reason, as a sentence fragment
  public record Unread(String what, String why) {}
}
