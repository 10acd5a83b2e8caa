package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.AclEntry;
import dev.auroraguardrails.model.Remediation.RestoreAclEntry;
import dev.auroraguardrails.model.Remediation.RestorePrefixList;
import dev.auroraguardrails.model.Remediation.RestoreRoute;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.Route;
import java.util.Optional;

/// AWS CLI commands on prefix lists, routes and network ACLs.
final class NetworkCommands {
  private NetworkCommands() {}

  static String version(RestorePrefixList r, long current, long to) {
    return AwsCli.command(r.target(), "ec2 restore-managed-prefix-list-version")
        + " --prefix-list-id %s --current-version %d --previous-version %d"
            .formatted(AwsCli.quoted(r.target().name()), current, to);
  }

  static String does(RestoreRoute r) {
    return r.to()
        .map(to -> route(r, "replace-route", Optional.of(to)))
        .orElseGet(() -> route(r, "delete-route", Optional.empty()));
  }

  static String undoes(RestoreRoute r) {
    return route(r, r.to().isPresent() ? "replace-route" : "create-route", Optional.of(r.found()));
  }

  private static String route(RestoreRoute r, String operation, Optional<String> target) {
    return AwsCli.command(r.target(), "ec2 " + operation)
        + " --route-table-id "
        + AwsCli.quoted(r.target().name())
        + " "
        + Route.destinationOption(r.destination())
        + target.map(to -> " " + new Route(r.destination(), to).targetOption()).orElse("");
  }

  static String does(RestoreAclEntry r) {
    return r.to()
        .map(entry -> entry(r.target(), "replace-network-acl-entry", entry))
        .orElseGet(
            () ->
                AwsCli.command(r.target(), "ec2 delete-network-acl-entry")
                    + named(r.target(), r.found()));
  }

  static String undoes(RestoreAclEntry r) {
    String operation =
        r.to().isPresent() ? "replace-network-acl-entry" : "create-network-acl-entry";
    return entry(r.target(), operation, r.found());
  }

  private static String entry(ResourceId acl, String operation, AclEntry entry) {
    String ports =
        entry.fromPort() == -1
            ? ""
            : " --port-range From=%d,To=%d".formatted(entry.fromPort(), entry.toPort());
    return AwsCli.command(acl, "ec2 " + operation)
        + named(acl, entry)
        + " --protocol %s --rule-action %s %s %s%s"
            .formatted(
                entry.protocol(),
                entry.allow() ? "allow" : "deny",
                entry.block().contains(":") ? "--ipv6-cidr-block" : "--cidr-block",
                entry.block(),
                ports);
  }

  private static String named(ResourceId acl, AclEntry entry) {
    return " --network-acl-id %s %s --rule-number %d"
        .formatted(
            AwsCli.quoted(acl.name()), entry.egress() ? "--egress" : "--ingress", entry.number());
  }
}
