package dev.auroraguardrails.control.network;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.engine.NetworkRequest;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Remediation.RestoreRoute;
import dev.auroraguardrails.model.Resource.RouteTable;
import dev.auroraguardrails.model.Restored;
import dev.auroraguardrails.model.Restored.Source;
import dev.auroraguardrails.model.Route;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import dev.auroraguardrails.model.Violation.Fix;
import java.util.List;
import java.util.Optional;

/// A subnet with a route to an internet gateway is a public one
/// (https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html). A route that was
/// created is deleted, one that was replaced gets its last known target back; a subnet that was
/// given another table is told.
@About(
    id = "NET-13",
    title = "Subnets of Aurora clusters have no route to the internet",
    severity = Severity.HIGH,
    family = Family.NETWORK,
    act = Act.REVERT_IF_ASKED,
    calls = {"CreateRoute", "ReplaceRoute", "AssociateRouteTable", "ReplaceRouteTableAssociation"},
    why =
        "Without a route nobody on the internet reaches a database, whatever its groups and its"
            + " address are.",
    limits = "Whatever else uses the route in the same subnets loses it, too.",
    mappings = {
      "Security Hub RDS.46",
      "AWS Config rds-instance-subnet-igw-check",
      "CIS AWS Foundations 5.13"
    })
public final class DatabaseSubnetsArePrivate implements Control<RouteTable> {
  @Override
  public Class<RouteTable> checks() {
    return RouteTable.class;
  }

  @Override
  public List<Violation> check(RouteTable now, Context<RouteTable> context) {
    if (now.usedBy().isEmpty()) {
      return List.of();
    }
    return now.routes().stream()
        .filter(Route::leadsToTheInternet)
        .map(route -> violation(now, route, context))
        .toList();
  }

  private static Violation violation(RouteTable now, Route route, Context<RouteTable> context) {
    String evidence =
        "%s of %s reached from the internet by the route to %s through %s in %s"
            .formatted(
                String.join(", ", now.subnets()),
                ClusterUse.named(now.usedBy()),
                route.destination(),
                route.target(),
                now.id().name());
    String call = context.change().map(ChangeEvent::name).orElse("");
    boolean itsOwn =
        context
            .change()
            .flatMap(NetworkRequest::destination)
            .filter(route.destination()::equals)
            .isPresent();
    if (!itsOwn) {
      return Violation.told(
          route.destination(), evidence, "which table the subnet had before is not known");
    }
    if (call.equals("CreateRoute")) {
      return Violation.fixable(
          route.destination(),
          evidence,
          new Fix(restore(now, route, Optional.empty()), Restored.byTheChange("no such route")));
    }
    Optional<Route> earlier =
        context.lastGood().flatMap(good -> good.state().to(route.destination()));
    if (earlier.isEmpty() || !earlier.get().canBeGiven()) {
      return Violation.told(
          route.destination(), evidence, "the target of the route before is not known");
    }
    return Violation.fixable(
        route.destination(),
        evidence,
        new Fix(
            restore(now, route, earlier.map(Route::target)),
            new Restored(
                earlier.get().target(),
                Source.LAST_KNOWN_GOOD,
                context.lastGood().map(good -> good.asOf()))));
  }

  private static RestoreRoute restore(RouteTable table, Route route, Optional<String> to) {
    return new RestoreRoute(table.id(), route.destination(), route.target(), to);
  }
}
