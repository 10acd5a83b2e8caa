package dev.auroraguardrails.control.network;

import static dev.auroraguardrails.model.Given.routeTable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.RestoreRoute;
import dev.auroraguardrails.model.Resource.RouteTable;
import dev.auroraguardrails.model.Route;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSubnetsArePrivateTest {
  private static final Route LOCAL = new Route("10.0.0.0/16", "local");

  private final Judge<RouteTable> judge = Judge.by(new DatabaseSubnetsArePrivate());

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "203.0.113.0/24", "::/0"})
  void aRouteToTheInternetThatWasCreatedIsDeleted(String destination) {
    RouteTable table = routeTable(LOCAL, new Route(destination, "igw-1"));
    judge.after(routed("CreateRoute", destination));

    assertThat(judge.fixes(table))
        .isEqualTo(new RestoreRoute(table.id(), destination, "igw-1", Optional.empty()));
    assertThat(judge.blames(table).evidence())
        .isEqualTo(
            "subnet-1 of cluster orders reached from the internet by the route to "
                + destination
                + " through igw-1 in rtb-1");
  }

  @Test
  void oneThatWasReplacedGetsItsTargetBack() {
    RouteTable table = routeTable(new Route("0.0.0.0/0", "igw-1"));
    judge
        .after(routed("ReplaceRoute", "0.0.0.0/0"))
        .whenLastGoodWas(routeTable(new Route("0.0.0.0/0", "nat-1")));

    assertThat(judge.fixes(table))
        .isEqualTo(new RestoreRoute(table.id(), "0.0.0.0/0", "igw-1", Optional.of("nat-1")));
  }

  @Test
  void oneWhoseTargetBeforeIsUnknownIsTold() {
    judge.after(routed("ReplaceRoute", "0.0.0.0/0"));

    assertThat(judge.doubts(routeTable(new Route("0.0.0.0/0", "igw-1"))))
        .isEqualTo("the target of the route before is not known");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AssociateRouteTable", "ReplaceRouteTableAssociation"})
  void aSubnetThatWasGivenAPublicTableIsTold(String call) {
    judge.after(Given.call("e-1", "ec2", call, "{'routeTableId':'rtb-1'}"));

    assertThat(judge.blames(routeTable(new Route("0.0.0.0/0", "igw-1"))).fix()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nat-1", "tgw-1", "pcx-1", "eigw-1", "local", "unknown"})
  void otherTargetsAreLeftAlone(String target) {
    judge
        .after(routed("CreateRoute", "0.0.0.0/0"))
        .passes(routeTable(new Route("0.0.0.0/0", target)));
  }

  @Test
  void tablesOfSubnetsWithoutAuroraAreLeftAlone() {
    RouteTable open = routeTable(new Route("0.0.0.0/0", "igw-1"));

    judge
        .after(routed("CreateRoute", "0.0.0.0/0"))
        .passes(new RouteTable(open.id(), open.routes(), Set.of(), Set.of()));
  }

  private static ChangeEvent routed(String call, String destination) {
    return Given.call(
        "e-1",
        "ec2",
        call,
        "{'routeTableId':'rtb-1','%s':'%s','gatewayId':'igw-1'}"
            .formatted(
                destination.contains(":") ? "destinationIpv6CidrBlock" : "destinationCidrBlock",
                destination));
  }
}
