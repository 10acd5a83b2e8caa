package dev.auroraguardrails.control.network;

import static dev.auroraguardrails.model.Given.entry;
import static dev.auroraguardrails.model.Given.networkAcl;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.AclEntry;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.RestoreAclEntry;
import dev.auroraguardrails.model.Resource.NetworkAcl;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkAclsClosedToTheWorldTest {
  private static final AclEntry OPEN = entry(90, true, "0.0.0.0/0");
  private static final AclEntry OFFICE = entry(100, true, "10.0.0.0/8");

  private final Judge<NetworkAcl> judge = Judge.by(new NetworkAclsClosedToTheWorld());

  @Test
  void anEntryThatWasCreatedIsDeleted() {
    NetworkAcl acl = networkAcl(OPEN, OFFICE);
    judge.after(changes("CreateNetworkAclEntry"));

    assertThat(judge.fixes(acl)).isEqualTo(new RestoreAclEntry(acl.id(), OPEN, Optional.empty()));
    assertThat(judge.blames(acl).evidence())
        .isEqualTo(
            "port 5432 of cluster orders open to 0.0.0.0/0 by entry ingress 90 (tcp 5432) of acl-1");
  }

  @Test
  void oneThatWasReplacedGetsItsEarlierFormBack() {
    NetworkAcl acl = networkAcl(OPEN);
    AclEntry before = entry(90, true, "10.0.0.0/8");
    judge.after(changes("ReplaceNetworkAclEntry")).whenLastGoodWas(networkAcl(before));

    assertThat(judge.fixes(acl))
        .isEqualTo(new RestoreAclEntry(acl.id(), OPEN, Optional.of(before)));
  }

  @Test
  void oneWhoseEarlierFormIsUnknownIsTold() {
    judge.after(changes("ReplaceNetworkAclEntry"));

    assertThat(judge.doubts(networkAcl(OPEN))).isEqualTo("the entry before is not known");
  }

  @Test
  void whatWasOpenBeforeIsLeftAlone() {
    judge.after(changes("CreateNetworkAclEntry"));

    judge.passes(networkAcl(OPEN, entry(100, true, "0.0.0.0/0")));
    judge.passes(networkAcl(entry(80, true, "0.0.0.0/0"), OPEN));
  }

  @Test
  void whatAnEarlierEntryDeniesStaysOutside() {
    judge.after(changes("CreateNetworkAclEntry"));

    judge.passes(networkAcl(entry(80, false, "0.0.0.0/0"), OPEN));
    judge.passes(networkAcl(entry(80, false, "128.0.0.0/1"), OPEN));
    assertThat(judge.blames(networkAcl(OPEN, entry(100, false, "0.0.0.0/0"))).subject())
        .isEqualTo("ingress 90");
  }

  @Test
  void otherPortsDirectionsAndSubnetsAreLeftAlone() {
    judge.after(changes("CreateNetworkAclEntry"));

    judge.passes(networkAcl(new AclEntry(90, false, "6", true, "0.0.0.0/0", 443, 443)));
    judge.passes(networkAcl(new AclEntry(90, false, "17", true, "0.0.0.0/0", 5432, 5432)));
    judge.passes(networkAcl(new AclEntry(90, true, "-1", true, "0.0.0.0/0", -1, -1)));
    judge.passes(new NetworkAcl(networkAcl().id(), networkAcl(OPEN).entries(), Set.of(), Set.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "6"})
  void allPortsAreThisOneToo(String protocol) {
    int to = protocol.equals("-1") ? -1 : 65_535;
    int from = protocol.equals("-1") ? -1 : 0;
    judge.after(changes("CreateNetworkAclEntry"));

    assertThat(
            judge
                .blames(networkAcl(new AclEntry(90, false, protocol, true, "::/0", from, to)))
                .subject())
        .isEqualTo("ingress 90");
  }

  @Test
  void aSubnetThatWasGivenAnOpenAclIsTold() {
    judge.after(
        Given.call("e-1", "ec2", "ReplaceNetworkAclAssociation", "{'networkAclId':'acl-1'}"));

    assertThat(judge.blames(networkAcl(OPEN)).evidence())
        .isEqualTo("subnet-1 given acl-1, by which the world gets to port 5432 of cluster orders");
    judge.passes(networkAcl(OFFICE));
  }

  @Test
  void whatStandsIsLeftAlone() {
    judge.passes(networkAcl(OPEN));
  }

  private static ChangeEvent changes(String call) {
    return Given.call(
        "e-1",
        "ec2",
        call,
        "{'networkAclId':'acl-1','ruleNumber':90,'egress':false,'ruleAction':'allow','portRange':{'from':5432,'to':5432},'aclProtocol':'6','cidrBlock':'0.0.0.0/0'}");
  }
}
