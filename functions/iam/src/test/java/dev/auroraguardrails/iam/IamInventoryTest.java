package dev.auroraguardrails.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.aws.Wire;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.InlinePolicy;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;

class IamInventoryTest {
  private static final String FULL = "arn:aws:iam::aws:policy/AmazonRDSFullAccess";
  private static final String OWN = "arn:aws:iam::111122223333:policy/db/connect";
  private static final String OTHER = "arn:aws:iam::111122223333:policy/other";
  private static final String LIST = "ListAttachedRolePolicies RoleName=dev";
  private static final String POLICY = "GetPolicy PolicyArn=" + OWN;
  private static final ResourceId DEV = id(Kind.ROLE, "dev");

  private final Wire wire = new Wire();
  private final IamInventory inventory = new IamInventory(wire.client(IamClient.builder()));

  @ParameterizedTest
  @CsvSource({
    "ROLE, ListAttachedRolePolicies RoleName=dev",
    "USER, ListAttachedUserPolicies UserName=dev",
    "GROUP, ListAttachedGroupPolicies GroupName=dev"
  })
  void readsAPrincipalByOneCall(Kind kind, String call) {
    wire.answers(attached(FULL, OWN));

    assertThat(inventory.read(id(kind, "dev"), Set.of()))
        .contains(new IamPrincipal(id(kind, "dev"), Map.of(FULL, named(FULL), OWN, named(OWN))));
    assertThat(wire.calls()).containsExactly(call);
  }

  @Test
  void readsEveryPage() {
    wire.answers(attached(FULL) + "<IsTruncated>true</IsTruncated><Marker>m1</Marker>")
        .answers(attached(OWN));

    assertThat(inventory.read(DEV, Set.of()))
        .contains(new IamPrincipal(DEV, Map.of(FULL, named(FULL), OWN, named(OWN))));
    assertThat(wire.calls())
        .containsExactly(LIST, "ListAttachedRolePolicies Marker=m1 RoleName=dev");
  }

  @Test
  void readsTheDocumentThatIsAskedFor() {
    wire.answers(attached(OWN, OTHER))
        .answers(policy("ANPA1", "v3"))
        .answers(document("%7B%22Action%22%3A%20%22rds-db%3Aconnect+%22%7D"));

    assertThat(inventory.read(DEV, Set.of(OWN)))
        .contains(
            new IamPrincipal(
                DEV,
                Map.of(
                    OWN,
                    new ManagedPolicy(OWN, Optional.of("{\"Action\": \"rds-db:connect+\"}")),
                    OTHER,
                    named(OTHER))));
    assertThat(wire.calls())
        .containsExactly(LIST, POLICY, "GetPolicyVersion PolicyArn=" + OWN + " VersionId=v3");
  }

  @ParameterizedTest
  @CsvSource({
    "ROLE, Role, ListAttachedRolePolicies RoleName=dev, GetRolePolicy PolicyName=ops RoleName=dev",
    "USER, User, ListAttachedUserPolicies UserName=dev, GetUserPolicy PolicyName=ops UserName=dev",
    "GROUP, Group, ListAttachedGroupPolicies GroupName=dev,"
        + " GetGroupPolicy GroupName=dev PolicyName=ops"
  })
  void readsTheInlinePolicyThatIsAskedForByOneMoreCall(
      Kind kind, String name, String list, String get) {
    wire.answers(attached())
        .answers(
            "<%1$sName>dev</%1$sName><PolicyName>ops</PolicyName>".formatted(name)
                + "<PolicyDocument>%7B%22a%22%3A%20%22b+c%22%7D</PolicyDocument>");

    assertThat(inventory.read(id(kind, "dev"), Set.of(IamPrincipal.inlinePart("ops"))))
        .contains(
            new IamPrincipal(
                id(kind, "dev"),
                Map.of(),
                List.of(new InlinePolicy("ops", "{\"a\": \"b+c\"}")),
                Optional.empty()));
    assertThat(wire.calls()).containsExactly(list, get);
  }

  @Test
  void anInlinePolicyThatIsGoneIsAbsent() {
    wire.answers(attached()).fails(404, "NoSuchEntity");

    assertThat(inventory.read(DEV, Set.of(IamPrincipal.inlinePart("ops"))))
        .contains(new IamPrincipal(DEV, Map.of()));
  }

  @Test
  void readsTheTrustPolicyThatIsAskedForByOneMoreCall() {
    wire.answers(attached())
        .answers(
            "<Role><Path>/</Path><RoleName>dev</RoleName><RoleId>AROA1</RoleId>"
                + "<Arn>arn:aws:iam::123456789012:role/dev</Arn>"
                + "<CreateDate>2026-03-02T14:05:11Z</CreateDate>"
                + "<AssumeRolePolicyDocument>%7B%7D</AssumeRolePolicyDocument></Role>");

    assertThat(inventory.read(DEV, Set.of(IamPrincipal.TRUST)))
        .contains(new IamPrincipal(DEV, Map.of(), List.of(), Optional.of("{}")));
    assertThat(wire.calls()).containsExactly(LIST, "GetRole RoleName=dev");
  }

  @Test
  void keepsTheDocumentOfAVersion() {
    wire.answers(attached(OWN))
        .answers(policy("ANPA1", "v3"))
        .answers(document("%7B%7D"))
        .answers(attached(OWN))
        .answers(policy("ANPA1", "v3"));
    inventory.read(DEV, Set.of(OWN));
    wire.forgetCalls();

    assertThat(inventory.read(DEV, Set.of(OWN)))
        .contains(new IamPrincipal(DEV, Map.of(OWN, new ManagedPolicy(OWN, Optional.of("{}")))));
    assertThat(wire.calls()).containsExactly(LIST, POLICY);
  }

  @ParameterizedTest
  @CsvSource({"ANPA1, v4", "ANPA2, v3"})
  void readsAnotherVersionAndAPolicyMadeAnew(String policyId, String version) {
    wire.answers(attached(OWN))
        .answers(policy("ANPA1", "v3"))
        .answers(document("%7B%7D"))
        .answers(attached(OWN))
        .answers(policy(policyId, version))
        .answers(document("%5B%5D"));
    inventory.read(DEV, Set.of(OWN));

    assertThat(inventory.read(DEV, Set.of(OWN)))
        .contains(new IamPrincipal(DEV, Map.of(OWN, new ManagedPolicy(OWN, Optional.of("[]")))));
  }

  @Test
  void doesNotReadWhatAwsManagesOrWhatIsNotAttached() {
    wire.answers(attached(FULL));

    assertThat(inventory.read(DEV, Set.of(FULL, OWN)))
        .contains(new IamPrincipal(DEV, Map.of(FULL, named(FULL))));
    assertThat(wire.calls()).containsExactly(LIST);
  }

  @Test
  void aPolicyThatGoesMeanwhileHasNoDocument() {
    wire.answers(attached(OWN)).fails(404, "NoSuchEntity");

    assertThat(inventory.read(DEV, Set.of(OWN)))
        .contains(new IamPrincipal(DEV, Map.of(OWN, named(OWN))));
  }

  @Test
  void aMissingPrincipalIsEmpty() {
    wire.fails(404, "NoSuchEntity");

    assertThat(inventory.read(DEV, Set.of(OWN))).isEmpty();
    assertThat(wire.calls()).containsExactly(LIST);
  }

  @Test
  void aPrincipalThatCannotBeReadIsNotMissing() {
    wire.fails(403, "AccessDenied");

    assertThatThrownBy(() -> inventory.read(DEV, Set.of())).isInstanceOf(IamException.class);
  }

  @Test
  void refusesAnotherFamilysResource() {
    assertThatThrownBy(() -> inventory.read(id(Kind.DB_CLUSTER, "orders"), Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(wire.calls()).isEmpty();
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
