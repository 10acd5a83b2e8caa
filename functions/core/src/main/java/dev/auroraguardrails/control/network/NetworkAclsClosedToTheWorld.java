package dev.auroraguardrails.control.network;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.engine.NetworkRequest;
import dev.auroraguardrails.model.AclEntry;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.AddressSpace;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.RestoreAclEntry;
import dev.auroraguardrails.model.Resource.NetworkAcl;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.List;
import java.util.Optional;

/// Blames an entry that a call has just created or replaced and by which the world gets to the port
/// of a cluster that it did not get to without it. An ACL that is open from the start, as the
/// default one is, says nothing about anybody.
@About(
    id = "NET-14",
    title = "Network ACLs of Aurora clusters' subnets are not opened to the world",
    severity = Severity.MEDIUM,
    family = Family.NETWORK,
    act = Act.REVERT_IF_ASKED,
    calls = {"CreateNetworkAclEntry", "ReplaceNetworkAclEntry", "ReplaceNetworkAclAssociation"},
    why =
        "An ACL is the one thing in the network that a mistake in a security group does not get"
            + " past.",
    limits = "Whatever else is in the same subnets loses the entry, too.",
    mappings = {"CIS AWS Foundations 6.2", "Prowler ec2_networkacl_allow_ingress_any_port"})
public final class NetworkAclsClosedToTheWorld implements Control<NetworkAcl> {
  @Override
  public Class<NetworkAcl> checks() {
    return NetworkAcl.class;
  }

  @Override
  public List<Violation> check(NetworkAcl now, Context<NetworkAcl> context) {
    Optional<ClusterUse> open =
        now.usedBy().stream().filter(use -> letsTheWorldIn(now, use.port())).findFirst();
    if (open.isEmpty() || context.change().isEmpty()) {
      return List.of();
    }
    ChangeEvent change = context.change().get();
    if (NetworkRequest.associates(change)) {
      return List.of(
          Violation.told(
              "association",
              "%s given %s, by which the world gets to port %d of cluster %s"
                  .formatted(
                      String.join(", ", now.subnets()),
                      now.id().name(),
                      open.get().port(),
                      open.get().cluster()),
              "which ACL the subnet had before is not known"));
    }
    return NetworkRequest.entry(change)
        .flatMap(asked -> now.entry(asked.name()))
        .filter(
            entry -> !letsTheWorldIn(now.with(entry.name(), Optional.empty()), open.get().port()))
        .map(entry -> violation(now, entry, open.get(), change, context))
        .stream()
        .toList();
  }

  private static boolean letsTheWorldIn(NetworkAcl acl, int port) {
    return AddressSpace.isTheWorld(AclEntry.allowed(acl.entries(), entry -> entry.isAbout(port)));
  }

  private static Violation violation(
      NetworkAcl now,
      AclEntry entry,
      ClusterUse use,
      ChangeEvent change,
      Context<NetworkAcl> context) {
    String evidence =
        "port %d of cluster %s open to %s by entry %s (%s) of %s"
            .formatted(
                use.port(),
                use.cluster(),
                entry.block(),
                entry.name(),
                entry.ports(),
                now.id().name());
    if (change.name().startsWith("Create")) {
      return Violation.fixable(
          entry.name(),
          evidence,
          new Fix(
              new RestoreAclEntry(now.id(), entry, Optional.empty()),
              Restored.byTheChange("no such entry")));
    }
    Optional<AclEntry> earlier =
        context.lastGood().flatMap(good -> good.state().entry(entry.name()));
    if (earlier.isEmpty()) {
      return Violation.told(entry.name(), evidence, "the entry before is not known");
    }
    return Violation.fixable(
        entry.name(),
        evidence,
        new Fix(
            new RestoreAclEntry(now.id(), entry, earlier),
            new Restored(
                earlier.get().block(),
                Source.LAST_KNOWN_GOOD,
                context.lastGood().map(good -> good.asOf()))));
  }
}
