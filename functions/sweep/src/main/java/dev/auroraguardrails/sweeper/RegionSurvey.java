package dev.auroraguardrails.sweeper;

import dev.auroraguardrails.adjacent.AdjacentClients;
import dev.auroraguardrails.adjacent.KeySurvey;
import dev.auroraguardrails.iam.IamSurvey;
import dev.auroraguardrails.model.Resource;
import dev.auroraguardrails.network.NetworkSurvey;
import dev.auroraguardrails.rds.RdsSurvey;
import dev.auroraguardrails.sweep.Surveyed;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;

/// Reads all Aurora resources of a Region, the security groups that they use, and the account's
/// principals, with the fewest calls: pages, one call for each manual
/// snapshot and two for each parameter group in use.
public final class RegionSurvey {
  private static final int AT_ONCE = 8;

  private final RdsClient rds;
  private final Ec2Client ec2;
  private final IamClient iam;
  private final AdjacentClients adjacent;
  private final InstantSource clock;

  public RegionSurvey(
      RdsClient rds, Ec2Client ec2, IamClient iam, AdjacentClients adjacent, InstantSource clock) {
    this.rds = rds;
    this.ec2 = ec2;
    this.iam = iam;
    this.adjacent = adjacent;
    this.clock = clock;
  }

  /// @param account the account that the clients' credentials belong to
  /// @param region the Region of the clients
  /// @param progress told what has been read
  /// @return everything, and what AWS refused to tell
  /// @throws RuntimeException where no call goes through at all: no credentials, no network
  public Surveyed read(String account, String region, Consumer<String> progress) {
    return read(account, region, true, progress);
  }

  /// @param withPrincipals whether the account's principals are read, too: they are the same in
  ///     every Region
  public Surveyed read(
      String account, String region, boolean withPrincipals, Consumer<String> progress) {
    var found = new ConcurrentLinkedQueue<Resource>();
    var asOf = clock.instant();
    var clusters = new RdsSurvey(rds, ec2, account, region);
    var groups = new NetworkSurvey(ec2, account, region);
    var principals = new IamSurvey(iam, account, region);
    var keys = new KeySurvey(adjacent, account, region);
    try (var fanout = new Fanout(AT_ONCE, progress)) {
      fanout.read(
          "the DB clusters",
          () -> {
            var read = clusters.clusters();
            found.addAll(read.all());
            fanout.read(
                "the security groups of the DB clusters",
                () -> found.addAll(groups.groups(read.uses())));
            read.parameterGroups()
                .forEach(
                    id ->
                        fanout.read(
                            id.arn(), () -> clusters.parameterGroup(id).ifPresent(found::add)));
          });
      fanout.read(
          "the KMS keys of the DB clusters",
          () ->
              keys.keys()
                  .forEach(id -> fanout.read(id.arn(), () -> keys.key(id).ifPresent(found::add))));
      fanout.read("the DB instances", () -> found.addAll(clusters.members()));
      fanout.read(
          "the DB cluster snapshots",
          () ->
              clusters
                  .manualSnapshots()
                  .forEach(
                      id ->
                          fanout.read(
                              id.arn(), () -> clusters.snapshot(id).ifPresent(found::add))));
      if (withPrincipals) {
        fanout.read("the IAM principals and policies", () -> found.addAll(principals.all()));
      }
      var unread = fanout.await();
      return new Surveyed(account, region, asOf, List.copyOf(found), unread);
    }
  }
}
