package dev.auroraguardrails.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.aws.Wire;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Resource.IamPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.Details;
import dev.auroraguardrails.model.Resource.IamPrincipal.InlinePolicy;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;

class IamInventoryTest {
  private static final String FULL = "arn:aws:iam::aws:policy/AmazonRDSFullAccess";
  private static final String OWN = "arn:aws:iam::111122223333:policy/db/connect";
  private static final String OTHER = "arn:aws:iam::111122223333:policy/other";
  private static final String ROLE = "GetRole RoleName=dev";
  private static final String LIST = "ListAttachedRolePolicies RoleName=dev";
  static final String SELF =
      "<Role><Path>/</Path><RoleName>dev</RoleName><RoleId>AROA1</RoleId>"
          + "<Arn>arn:aws:iam::123456789012:role/dev</Arn>"
          + "<CreateDate>2026-03-02T14:05:11Z</CreateDate>"
          + "<AssumeRolePolicyDocument>%7B%7D</AssumeRolePolicyDocument></Role>";
  private static final String POLICY = "GetPolicy PolicyArn=" + OWN;
  private static final ResourceId DEV = id(Kind.ROLE, "dev");

  private final Wire wire = new Wire();
  private final IamInventory inventory = new IamInventory(wire.client(IamClient.builder()));

  @ParameterizedTest
  @CsvSource({"ROLE, Role, AROA1, {}", "USER, User, AIDA1,", "GROUP, Group, AGPA1,"})
  void readsAPrincipalByTwoCalls(Kind kind, String name, String uniqueId, @Nullable String trust) {
    wire.answers(self(name, uniqueId)).answers(attached(FULL, OWN));

    assertThat(inventory.read(id(kind, "dev"), Set.of()))
        .contains(
            new IamPrincipal(
                id(kind, "dev"),
                Map.of(FULL, named(FULL), OWN, named(OWN)),
                List.of(),
                Optional.ofNullable(trust),
                new Details(Optional.of(uniqueId), Optional.empty(), Optional.empty())));
    assertThat(wire.calls())
        .containsExactly(
            "Get%1$s %1$sName=dev"
                .formatted(name)
                .replace("GetGroup GroupName=dev", "GetGroup GroupName=dev MaxItems=1"),
            "ListAttached%1$sPolicies %1$sName=dev".formatted(name));
  }

  @Test
  void readsEveryPage() {
    wire.answers(SELF)
        .answers(attached(FULL) + "<IsTruncated>true</IsTruncated><Marker>m1</Marker>")
        .answers(attached(OWN));

    assertThat(inventory.read(DEV, Set.of())).contains(dev(named(FULL), named(OWN)));
    assertThat(wire.calls())
        .containsExactly(ROLE, LIST, "ListAttachedRolePolicies Marker=m1 RoleName=dev");
  }

  @Test
  void readsTheDocumentThatIsAskedFor() {
    wire.answers(SELF)
        .answers(attached(OWN, OTHER))
        .answers(policy("ANPA1", "v3"))
        .answers(document("%7B%22Action%22%3A%20%22rds-db%3Aconnect+%22%7D"));

    assertThat(inventory.read(DEV, Set.of(OWN)))
        .contains(
            dev(
                new ManagedPolicy(OWN, Optional.of("{\"Action\": \"rds-db:connect+\"}")),
                named(OTHER)));
    assertThat(wire.calls())
        .containsExactly(ROLE, LIST, POLICY, "GetPolicyVersion PolicyArn=" + OWN + " VersionId=v3");
  }

  @ParameterizedTest
  @CsvSource({
    "ROLE, Role, AROA1, GetRolePolicy PolicyName=ops RoleName=dev",
    "USER, User, AIDA1, GetUserPolicy PolicyName=ops UserName=dev",
    "GROUP, Group, AGPA1, GetGroupPolicy GroupName=dev PolicyName=ops"
  })
  void readsTheInlinePolicyThatIsAskedForAndTheNamesOfAll(
      Kind kind, String name, String uniqueId, String get) {
    wire.answers(self(name, uniqueId))
        .answers(attached())
        .answers(
            "<%1$sName>dev</%1$sName><PolicyName>ops</PolicyName>".formatted(name)
                + "<PolicyDocument>%7B%22a%22%3A%20%22b+c%22%7D</PolicyDocument>")
        .answers(names("logs", "ops"));

    var read =
        (IamPrincipal)
            inventory.read(id(kind, "dev"), Set.of(IamPrincipal.inlinePart("ops"))).orElseThrow();

    assertThat(read.inline()).containsExactly(new InlinePolicy("ops", "{\"a\": \"b+c\"}"));
    assertThat(read.more().inlineNames()).contains(Set.of("logs", "ops"));
    assertThat(wire.calls().subList(2, 4))
        .containsExactly(get, "List%1$sPolicies %1$sName=dev".formatted(name));
  }

  @Test
  void anInlinePolicyThatIsGoneIsAbsent() {
    wire.answers(SELF).answers(attached()).fails(404, "NoSuchEntity").answers(names());

    var read =
        (IamPrincipal) inventory.read(DEV, Set.of(IamPrincipal.inlinePart("ops"))).orElseThrow();

    assertThat(read.inline()).isEmpty();
    assertThat(read.more().inlineNames()).contains(Set.of());
  }

  @Test
  void readsThePermissionsBoundaryWithItsDocument() {
    wire.answers(
            SELF.replace(
                "</Role>",
                "<PermissionsBoundary><PermissionsBoundaryArn>"
                    + OWN
                    + "</PermissionsBoundaryArn></PermissionsBoundary></Role>"))
        .answers(attached())
        .answers(policy("ANPA1", "v3"))
        .answers(document("%7B%7D"));

    assertThat(((IamPrincipal) inventory.read(DEV, Set.of()).orElseThrow()).more().boundary())
        .contains(new ManagedPolicy(OWN, Optional.of("{}")));
  }

  @Test
  void keepsTheDocumentOfAVersion() {
    wire.answers(SELF)
        .answers(attached(OWN))
        .answers(policy("ANPA1", "v3"))
        .answers(document("%7B%7D"))
        .answers(SELF)
        .answers(attached(OWN))
        .answers(policy("ANPA1", "v3"));
    inventory.read(DEV, Set.of(OWN));
    wire.forgetCalls();

    assertThat(inventory.read(DEV, Set.of(OWN)))
        .contains(dev(new ManagedPolicy(OWN, Optional.of("{}"))));
    assertThat(wire.calls()).containsExactly(ROLE, LIST, POLICY);
  }

  @ParameterizedTest
  @CsvSource({"ANPA1, v4", "ANPA2, v3"})
  void readsAnotherVersionAndAPolicyMadeAnew(String policyId, String version) {
    wire.answers(SELF)
        .answers(attached(OWN))
        .answers(policy("ANPA1", "v3"))
        .answers(document("%7B%7D"))
        .answers(SELF)
        .answers(attached(OWN))
        .answers(policy(policyId, version))
        .answers(document("%5B%5D"));
    inventory.read(DEV, Set.of(OWN));

    assertThat(inventory.read(DEV, Set.of(OWN)))
        .contains(dev(new ManagedPolicy(OWN, Optional.of("[]"))));
  }

  @Test
  void doesNotReadWhatIsKnownByNameOrWhatIsNotAttached() {
    wire.answers(SELF).answers(attached(FULL));

    assertThat(inventory.read(DEV, Set.of(FULL, OWN))).contains(dev(named(FULL)));
    assertThat(wire.calls()).containsExactly(ROLE, LIST);
  }

  @Test
  void readsAnotherOfAwssPoliciesOnceForEachVersion() {
    String backup = "arn:aws:iam::aws:policy/AWSBackupFullAccess";
    for (int i = 0; i < 2; i++) {
      wire.answers(SELF).answers(attached(backup)).answers(policy("ANPA9", "v7"));
      if (i == 0) {
        wire.answers(document("%7B%7D"));
      }
    }
    inventory.read(DEV, Set.of(backup));

    assertThat(inventory.read(DEV, Set.of(backup)))
        .contains(dev(new ManagedPolicy(backup, Optional.of("{}"))));
    assertThat(wire.calls()).filteredOn(call -> call.startsWith("GetPolicyVersion")).hasSize(1);
  }

  @Test
  void aPolicyThatGoesMeanwhileHasNoDocument() {
    wire.answers(SELF).answers(attached(OWN)).fails(404, "NoSuchEntity");

    assertThat(inventory.read(DEV, Set.of(OWN))).contains(dev(named(OWN)));
  }

  @Test
  void aMissingPrincipalIsEmpty() {
    wire.fails(404, "NoSuchEntity");

    assertThat(inventory.read(DEV, Set.of(OWN))).isEmpty();
    assertThat(wire.calls()).containsExactly(ROLE);
  }

  @Test
  void aPrincipalThatCannotBeReadIsNotMissing() {
    wire.fails(403, "AccessDenied");

    assertThatThrownBy(() -> inventory.read(DEV, Set.of())).isInstanceOf(IamException.class);
  }

  @Test
  void readsAPolicyWithTheVersionInForceAndAllWhomItReaches() {
    wire.answers(policy("ANPA1", "v3"))
        .answers(
            "<PolicyRoles><member><RoleName>dev</RoleName></member></PolicyRoles>"
                + "<IsTruncated>true</IsTruncated><Marker>m1</Marker>")
        .answers(
            "<PolicyUsers><member><UserName>carol</UserName></member></PolicyUsers>"
                + "<PolicyGroups><member><GroupName>devs</GroupName></member></PolicyGroups>")
        .answers(document("%7B%7D"));

    assertThat(inventory.read(id(Kind.POLICY, "db/connect"), Set.of()))
        .contains(
            new IamPolicy(
                id(Kind.POLICY, "db/connect"),
                "ANPA1",
                "v3",
                Optional.of("{}"),
                Set.of("role/dev", "user/carol", "group/devs")));
    assertThat(wire.calls().getFirst()).isEqualTo(POLICY);
    assertThat(wire.calls().get(1))
        .startsWith("ListEntitiesForPolicy ")
        .contains("PolicyUsageFilter=PermissionsPolicy");
  }

  @Test
  void aPolicyThatNobodyHasCostsNoLookUpOfItsHolders() {
    wire.answers(
            policy("ANPA1", "v1")
                .replace("</Policy>", "<AttachmentCount>0</AttachmentCount></Policy>"))
        .answers(document("%7B%7D"));

    inventory.read(id(Kind.POLICY, "db/connect"), Set.of());

    assertThat(wire.calls()).hasSize(2);
  }

  @Test
  void aMissingPolicyIsEmpty() {
    wire.fails(404, "NoSuchEntity");

    assertThat(inventory.read(id(Kind.POLICY, "db/connect"), Set.of())).isEmpty();
  }

  @Test
  void refusesAnotherFamilysResource() {
    assertThatThrownBy(() -> inventory.read(id(Kind.DB_CLUSTER, "orders"), Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(wire.calls()).isEmpty();
  }

  private static IamPrincipal dev(ManagedPolicy... policies) {
    return dev(DEV, policies);
  }

  /// The role as {@link #SELF} has it.
  static IamPrincipal dev(ResourceId id, ManagedPolicy... policies) {
    var attached = new TreeMap<String, ManagedPolicy>();
    for (ManagedPolicy policy : policies) {
      attached.put(policy.arn(), policy);
    }
    return new IamPrincipal(
        id,
        attached,
        List.of(),
        Optional.of("{}"),
        new Details(Optional.of("AROA1"), Optional.empty(), Optional.empty()));
  }

  /// What GetRole, GetUser and GetGroup answer.
  static String self(String kind, String uniqueId) {
    return kind.equals("Role")
        ? SELF
        : "<%1$s><%1$sName>dev</%1$sName><%1$sId>%2$s</%1$sId></%1$s>".formatted(kind, uniqueId);
  }

  static String names(String... all) {
    return "<PolicyNames>"
        + Stream.of(all).map("<member>%s</member>"::formatted).collect(Collectors.joining())
        + "</PolicyNames>";
  }

  private static ManagedPolicy named(String arn) {
    return new ManagedPolicy(arn, Optional.empty());
  }

  private static ResourceId id(Kind kind, String name) {
    return new ResourceId(kind, "111122223333", "us-east-1", name);
  }

  static String attached(String... arns) {
    var members = new StringBuilder();
    for (String arn : arns) {
      members.append("<member><PolicyArn>").append(arn).append("</PolicyArn></member>");
    }
    return "<AttachedPolicies>" + members + "</AttachedPolicies>";
  }

  private static String policy(String id, String version) {
    return "<Policy><PolicyId>%s</PolicyId><DefaultVersionId>%s</DefaultVersionId></Policy>"
        .formatted(id, version);
  }

  private static String document(String encoded) {
    return "<PolicyVersion><Document>" + encoded + "</Document></PolicyVersion>";
  }
}
