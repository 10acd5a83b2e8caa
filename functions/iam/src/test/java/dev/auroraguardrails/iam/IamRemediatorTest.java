package dev.auroraguardrails.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.aws.Wire;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Remediation.DeleteInlinePolicy;
import dev.auroraguardrails.model.Remediation.DetachPolicy;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Remediation.SetDefaultPolicyVersion;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.IamPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.port.Remediator.Applied;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;

class IamRemediatorTest {
  private static final String FULL = "arn:aws:iam::aws:policy/AmazonRDSFullAccess";
  private static final String OWN = "arn:aws:iam::111122223333:policy/connect";
  private static final ResourceId DEV = id(Kind.ROLE, "dev");
  private static final DetachPolicy DETACH = new DetachPolicy(DEV, FULL);
  private static final String DETACH_CALL = "DetachRolePolicy PolicyArn=" + FULL + " RoleName=dev";
  private static final String ROLE = "GetRole RoleName=dev";
  private static final String LIST = "ListAttachedRolePolicies RoleName=dev";
  private static final ResourceId POLICY = id(Kind.POLICY, "db/ops");
  private static final SetDefaultPolicyVersion BACK =
      new SetDefaultPolicyVersion(POLICY, new Step<>(Optional.of("v4"), "v3"));

  private final Wire wire = new Wire();
  private final IamClient iam = wire.client(IamClient.builder());
  private final IamRemediator remediator = new IamRemediator(iam, new IamInventory(iam));

  @ParameterizedTest
  @CsvSource({
    "ROLE, Role, AROA1, DetachRolePolicy PolicyArn=POLICY RoleName=dev",
    "USER, User, AIDA1, DetachUserPolicy PolicyArn=POLICY UserName=dev",
    "GROUP, Group, AGPA1, DetachGroupPolicy GroupName=dev PolicyArn=POLICY"
  })
  void detachesOnePolicyAndReadsBackWithoutDocuments(
      Kind kind, String name, String uniqueId, String detach) {
    wire.answers("")
        .answers(IamInventoryTest.self(name, uniqueId))
        .answers(IamInventoryTest.attached(OWN));

    var done = (Applied.Done) remediator.apply(new DetachPolicy(id(kind, "dev"), FULL));

    assertThat(((IamPrincipal) done.after().orElseThrow()).attached())
        .isEqualTo(Map.of(OWN, new ManagedPolicy(OWN, Optional.empty())));
    assertThat(done.requestIds()).containsExactly("r-1");
    assertThat(wire.calls().getFirst()).isEqualTo(detach.replace("POLICY", FULL));
    assertThat(wire.calls()).hasSize(3);
  }

  @Test
  void whatIsDetachedAlreadyIsDone() {
    wire.fails(404, "NoSuchEntity")
        .answers(IamInventoryTest.SELF)
        .answers(IamInventoryTest.attached());

    assertThat(remediator.apply(DETACH))
        .isEqualTo(new Applied.Done(Optional.of(IamInventoryTest.dev(DEV)), "r-1"));
    assertThat(wire.calls()).containsExactly(DETACH_CALL, ROLE, LIST);
  }

  @ParameterizedTest
  @CsvSource({
    "ROLE, Role, AROA1, DeleteRolePolicy PolicyName=ops RoleName=dev",
    "USER, User, AIDA1, DeleteUserPolicy PolicyName=ops UserName=dev",
    "GROUP, Group, AGPA1, DeleteGroupPolicy GroupName=dev PolicyName=ops"
  })
  void deletesOneInlinePolicyAndSeesItGone(Kind kind, String name, String uniqueId, String delete) {
    wire.answers("")
        .answers(IamInventoryTest.self(name, uniqueId))
        .answers(IamInventoryTest.attached())
        .fails(404, "NoSuchEntity")
        .answers(IamInventoryTest.names("logs"));

    var done =
        (Applied.Done) remediator.apply(new DeleteInlinePolicy(id(kind, "dev"), "ops", "{}"));

    var after = (IamPrincipal) done.after().orElseThrow();
    assertThat(after.inline()).isEmpty();
    assertThat(after.more().inlineNames()).contains(Set.of("logs"));
    assertThat(wire.calls().getFirst()).isEqualTo(delete);
  }

  @Test
  void putsAnEarlierVersionInForceAndReadsItBack() {
    wire.answers("")
        .answers(
            "<Policy><PolicyId>ANPA1</PolicyId><DefaultVersionId>v3</DefaultVersionId>"
                + "<AttachmentCount>0</AttachmentCount></Policy>")
        .answers("<PolicyVersion><Document>%7B%7D</Document></PolicyVersion>");

    var done = (Applied.Done) remediator.apply(BACK);

    assertThat(((IamPolicy) done.after().orElseThrow()).defaultVersion()).isEqualTo("v3");
    assertThat(wire.calls().getFirst())
        .isEqualTo(
            "SetDefaultPolicyVersion PolicyArn=arn:aws:iam::111122223333:policy/db/ops"
                + " VersionId=v3");
  }

  @Test
  void aVersionThatWasDeletedIsRefusedAndNotTriedForAnHour() {
    wire.fails(404, "NoSuchEntity")
        .answers(
            "<Policy><PolicyId>ANPA1</PolicyId><DefaultVersionId>v4</DefaultVersionId>"
                + "<AttachmentCount>0</AttachmentCount></Policy>")
        .answers("<PolicyVersion><Document>%7B%7D</Document></PolicyVersion>");

    assertThat(remediator.apply(BACK))
        .isEqualTo(new Applied.Refused("NoSuchEntity: version v3 is not there"));
  }

  @Test
  void aPrincipalThatIsGoneIsDone() {
    wire.fails(404, "NoSuchEntity").fails(404, "NoSuchEntity");

    assertThat(remediator.apply(DETACH)).isEqualTo(new Applied.Done(Optional.empty(), "r-1"));
  }

  @ParameterizedTest
  @CsvSource({"409, ConcurrentModification", "409, EntityTemporarilyUnmodifiable"})
  void aChangeUnderWayIsBusy(int status, String code) {
    wire.fails(status, code);

    assertThat(remediator.apply(DETACH)).isEqualTo(new Applied.Busy(code + ": said so"));
    assertThat(wire.calls()).containsExactly(DETACH_CALL);
  }

  @ParameterizedTest
  @CsvSource({
    "400, UnmodifiableEntity",
    "409, DeleteConflict",
    "403, AccessDenied",
    "400, InvalidInput"
  })
  void whatCannotBeDoneIsRefused(int status, String code) {
    wire.fails(status, code);

    assertThat(remediator.apply(DETACH)).isEqualTo(new Applied.Refused(code + ": said so"));
    assertThat(wire.calls()).containsExactly(DETACH_CALL);
  }

  @ParameterizedTest
  @CsvSource({"400, Throttling", "500, ServiceFailure", "503, ServiceUnavailable"})
  void whatMayWorkLaterGoesUp(int status, String code) {
    wire.fails(status, code);

    assertThatThrownBy(() -> remediator.apply(DETACH)).isInstanceOf(IamException.class);
  }

  @Test
  void leavesAnotherFamilysRemediationAlone() {
    var revoke = new RevokeIngressRules(id(Kind.SECURITY_GROUP, "sg-1"), List.of());

    assertThatThrownBy(() -> remediator.apply(revoke)).isInstanceOf(IllegalArgumentException.class);
    assertThat(wire.calls()).isEmpty();
  }

  private static ResourceId id(Kind kind, String name) {
    return new ResourceId(kind, "111122223333", "us-east-1", name);
  }
}
