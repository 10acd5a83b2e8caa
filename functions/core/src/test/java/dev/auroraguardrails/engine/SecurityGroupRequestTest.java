package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityGroupRequestTest {
  private static final String INGRESS = "AuthorizeSecurityGroupIngress";

  @Test
  void aRuleOfEachSourceIsRead() {
    var call =
        Events.call(
            "ec2",
            "AuthorizeSecurityGroupEgress",
            """
            {'groupId':'sg-1','ipPermissions':{'items':[{'ipProtocol':'-1',
             'groups':{'items':[{'userId':'1','groupId':'sg-2','groupName':'web'}]},
             'ipRanges':{'items':[{'cidrIp':'10.0.0.0/8','description':'office'}]},
             'ipv6Ranges':{'items':[{'cidrIpv6':'fd00::/8'}]},
             'prefixListIds':{'items':[{'prefixListId':'pl-1'}]}}]}}
            """);

    assertThat(rules(call))
        .containsExactly(
            rule("", true, "10.0.0.0/8", List.of("10.0.0.0/8"), Optional.of("office")),
            rule("", true, "fd00::/8", List.of("fd00::/8"), Optional.empty()),
            rule("", true, "pl-1", List.of(), Optional.empty()),
            rule("", true, "sg-2", List.of(), Optional.empty()).ownedBy(Optional.of("1")));
  }

  @Test
  void oneAndSeveralModifiedRulesAreRead() {
    String one =
        "{'SecurityGroupRuleId':'sgr-1','tag':1,'SecurityGroupRule':"
            + "{'CidrIpv4':'0.0.0.0/0','FromPort':443,'ToPort':443,'IpProtocol':'tcp'}}";
    String other =
        "{'SecurityGroupRuleId':'sgr-2','tag':2,'SecurityGroupRule':"
            + "{'ReferencedGroupId':'sg-9','FromPort':443,'ToPort':443,'IpProtocol':'tcp'}}";

    assertThat(rules(modify(one))).extracting(SecurityGroupRule::id).containsExactly("sgr-1");
    assertThat(rules(modify("[" + one + "," + other + "]")))
        .extracting(SecurityGroupRule::source)
        .containsExactly("0.0.0.0/0", "sg-9");
    assertThat(worldOpen(modify(one))).contains(true);
    assertThat(worldOpen(modify(other))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0/0",
        "208.236.235.254/0",
        "::/0",
        "2000::/3",
        "0.0.0.0/1 128.0.0.0/1",
        "::/1 8000::/1",
        "0.0.0.0/2 64.0.0.0/2 128.0.0.0/2 192.0.0.0/3",
      })
  void theWorldIsSeenHoweverItIsWritten(String blocks) {
    assertThat(worldOpen(ingress(5432, blocks.split(" ")))).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"198.51.100.0/24", "0.0.0.0/16", "0.0.0.0/1", "2001:db8::/32"})
  void aNarrowerBlockIsNotTheWorld(String blocks) {
    assertThat(worldOpen(ingress(5432, blocks.split(" ")))).contains(false);
  }

  @Test
  void halvesOnDifferentPortsAreNotTheWorld() {
    ObjectNode call = ingress(5432, "0.0.0.0/1");
    call.withObject("/requestParameters/ipPermissions")
        .withArray("items")
        .add(permission(3306, "128.0.0.0/1"));

    assertThat(worldOpen(call)).contains(false);
  }

  @Test
  void halvesOnOverlappingPortsAreTheWorld() {
    ObjectNode call = ingress(5432, "0.0.0.0/1");
    var other = (ObjectNode) permission(1, "128.0.0.0/1");
    other.put("toPort", 65535);
    call.withObject("/requestParameters/ipPermissions").withArray("items").add(other);

    assertThat(worldOpen(call)).contains(true);
  }

  @Test
  void nothingIsSaidOfWhatIsNotAnOpening() {
    ObjectNode failed = ingress(5432, "0.0.0.0/0");
    failed.put("errorCode", "Client.InvalidPermission.Duplicate");
    ObjectNode egress = ingress(5432, "0.0.0.0/0");
    egress.put("eventName", "AuthorizeSecurityGroupEgress");
    ObjectNode revoke = ingress(5432, "0.0.0.0/0");
    revoke.put("eventName", "RevokeSecurityGroupIngress");

    assertThat(worldOpen(failed)).isEmpty();
    assertThat(worldOpen(egress)).isEmpty();
    assertThat(worldOpen(revoke)).isEmpty();
    assertThat(worldOpen(ingress(5432, "scrubbed"))).isEmpty();
  }

  private static SecurityGroupRule rule(
      String id, boolean egress, String source, List<String> blocks, Optional<String> description) {
    return new SecurityGroupRule(id, egress, "-1", -1, -1, source, blocks, description);
  }

  private static List<SecurityGroupRule> rules(ObjectNode call) {
    return SecurityGroupRequest.rules(Events.read(call).event());
  }

  private static Optional<Boolean> worldOpen(ObjectNode call) {
    return SecurityGroupRequest.worldOpen(Events.read(call).event());
  }

  private static ObjectNode modify(String rule) {
    return Events.call(
        "ec2",
        "ModifySecurityGroupRules",
        "{'ModifySecurityGroupRulesRequest':{'GroupId':'sg-1','SecurityGroupRule':" + rule + "}}");
  }

  private static ObjectNode ingress(int port, String... blocks) {
    ObjectNode call =
        Events.call("ec2", INGRESS, "{'groupId':'sg-1','ipPermissions':{'items':[]}}");
    var items = call.withObject("/requestParameters/ipPermissions").withArray("items");
    for (String block : blocks) {
      items.add(permission(port, block));
    }
    return call;
  }

  private static com.fasterxml.jackson.databind.JsonNode permission(int port, String block) {
    String list = block.contains(":") ? "ipv6Ranges" : "ipRanges";
    String member = block.contains(":") ? "cidrIpv6" : "cidrIp";
    return Events.json(
        "{'ipProtocol':'tcp','fromPort':%d,'toPort':%d,'%s':{'items':[{'%s':'%s'}]}}"
            .formatted(port, port, list, member, block));
  }
}
