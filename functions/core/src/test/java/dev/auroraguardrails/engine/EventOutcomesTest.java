package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.AclEntry;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.ClusterUse;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Resource.DatabaseSecret;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Resource.DbClusterSnapshot;
import dev.auroraguardrails.model.Resource.EncryptionKey;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.Details;
import dev.auroraguardrails.model.Resource.LogGroup;
import dev.auroraguardrails.model.Resource.NetworkAcl;
import dev.auroraguardrails.model.Resource.PrefixList;
import dev.auroraguardrails.model.Resource.RouteTable;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.model.Route;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The project's own events end as the files beside them say.
class EventOutcomesTest {
  private static final SecurityGroupRule APPLICATION =
      Given.rule("sgr-0a11111111111111d", "10.0.0.0/16");
  private static final SecurityGroup GROUP =
      new SecurityGroup(
          Given.id(Kind.SECURITY_GROUP, "sg-0a1b2c3d4e5f60718"),
          Map.of(APPLICATION.id(), APPLICATION),
          Set.of(new ClusterUse("orders", 5432)));

  private static final EncryptionKey KEY =
      new EncryptionKey(
          Given.id(Kind.ENCRYPTION_KEY, "1234abcd-12ab-34cd-56ef-1234567890ab"),
          EncryptionKey.ENABLED,
          Optional.empty(),
          Set.of("orders"),
          Set.of());

  private static final DatabaseSecret SECRET = Given.secret();

  private static final LogGroup LOGS =
      new LogGroup(
          Given.logs(0).id(),
          Optional.of("aurora-postgresql"),
          Given.logs(0).created(),
          0,
          Map.of(
              "to-security",
              new LogGroup.Subscription(
                  "",
                  "arn:aws:logs:us-east-1:123456789012:destination:security",
                  Optional.empty())));

  private static final DbCluster ORDERS =
      ACluster.orders().securityGroups(Set.of(GROUP.id().name())).stream(
              "started", "async", "key-1")
          .build();
  private static final SecurityGroupRule EVERYBODY =
      Given.rule("sgr-0a11111111111112d", "0.0.0.0/0");
  private static final SecurityGroup OPEN =
      new SecurityGroup(
          Given.id(Kind.SECURITY_GROUP, "sg-0a1b2c3d4e5f60719"),
          Map.of(EVERYBODY.id(), EVERYBODY),
          Set.of());

  private static final Path FOLDER = Events.projectRoot().resolve("events");

  @ParameterizedTest
  @MethodSource("dev.auroraguardrails.engine.EventsFolderTest#names")
  void anEventEndsAsExpected(String name) {
    JsonNode expected = Events.file(FOLDER.resolve(name + ".expected.json")).path("outcomes");
    ChangeEvent event = Events.read(Events.file(FOLDER.resolve(name + ".json"))).event();
    World world = theAccountOfTheReadme();

    List<String> outcomes = world.handle(world.happens(event));

    assertThat(outcomes).containsExactlyInAnyOrderElementsOf(lines(expected));
    assertThat(world.alerts).hasSameSizeAs(outcomes);
  }

  private static RouteTable routeTable(String name, Route... routes) {
    RouteTable table = Given.routeTable(routes);
    return new RouteTable(
        Given.id(Kind.ROUTE_TABLE, name), table.routes(), table.subnets(), table.usedBy());
  }

  private static NetworkAcl networkAcl(String name, AclEntry... entries) {
    NetworkAcl acl = Given.networkAcl(entries);
    return new NetworkAcl(
        Given.id(Kind.NETWORK_ACL, name), acl.entries(), acl.subnets(), acl.usedBy());
  }

  private static List<String> lines(JsonNode outcomes) {
    return StreamSupport.stream(outcomes.spliterator(), false)
        .map(
            line ->
                "%s %s %s"
                    .formatted(
                        line.path("control").asText(),
                        line.path("decision").asText(),
                        line.path("outcome").asText()))
        .toList();
  }

  private static World theAccountOfTheReadme() {
    World world = new World();
    world.ledger.remember(Given.subscription(true), Given.NOON);
    world.ledger.remember(GROUP, Given.NOON);
    world.ledger.remember(SECRET, Given.NOON);
    world.ledger.remember(LOGS, Given.NOON);
    world.ledger.remember(ORDERS, Given.NOON);
    return world.has(
        OPEN,
        Given.subscription(true),
        Given.export("STARTING"),
        Given.integration("210987654321"),
        new DbClusterParameterGroup(
            Given.id(Kind.DB_CLUSTER_PARAMETER_GROUP, "default.aurora-postgresql16"),
            "aurora-postgresql16",
            Map.of()),
        ORDERS,
        Given.instance(false, true),
        World.HARDENED,
        World.HARDENED_MYSQL,
        new DbClusterSnapshot(
            Given.id(Kind.DB_CLUSTER_SNAPSHOT, "orders-before-migration"),
            "aurora-postgresql",
            Set.of()),
        GROUP,
        KEY,
        SECRET,
        LOGS,
        new PrefixList(
            Given.id(Kind.PREFIX_LIST, "pl-0a1b2c3d4e5f60718"),
            2,
            Optional.of(List.of("10.0.0.0/16")),
            Optional.of(List.of("0.0.0.0/0")),
            List.of(
                GROUP.with(
                    new SecurityGroupRule(
                        "sgr-0a11111111111111c",
                        false,
                        "tcp",
                        5432,
                        5432,
                        "pl-0a1b2c3d4e5f60718",
                        List.of("10.0.0.0/16"),
                        Optional.empty())))),
        routeTable("rtb-0a1b2c3d4e5f60718"),
        routeTable("rtb-0b1b2c3d4e5f60718", new Route("0.0.0.0/0", "igw-0a1b2c3d4e5f60718")),
        networkAcl("acl-0a1b2c3d4e5f60718"),
        networkAcl("acl-0b1b2c3d4e5f60718", Given.entry(100, true, "0.0.0.0/0")),
        Given.managed("db/reporting-ops", "v1", Given.DESCRIBES, "role/reporting"),
        principal(Kind.ROLE, "reporting"),
        principal(Kind.USER, "carol"),
        principal(Kind.GROUP, "analysts"));
  }

  /// Whoever it was detached from, the policy itself is still there to be read.
  private static IamPrincipal principal(Kind kind, String name) {
    String deny = "{'Statement':{'Effect':'Deny','Action':'rds:Delete*','Resource':'*'}}";
    return new IamPrincipal(Given.id(kind, name), Map.of())
        .with(
            Details.UNKNOWN.withDetached(
                Optional.of(
                    new ManagedPolicy(
                        "arn:aws:iam::123456789012:policy/keep-databases",
                        Optional.of(deny.replace('\'', '"'))))));
  }
}
