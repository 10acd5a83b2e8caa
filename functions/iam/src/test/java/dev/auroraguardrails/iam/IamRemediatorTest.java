package dev.auroraguardrails.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.aws.Wire;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Remediation.DetachPolicy;
import dev.auroraguardrails.model.Remediation.RevokeIngressRules;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import dev.auroraguardrails.port.Remediator.Applied;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final String LIST = "ListAttachedRolePolicies RoleName=dev";

  private final Wire wire = new Wire();
  private final IamClient iam = wire.client(IamClient.builder());
  private final IamRemediator remediator = new IamRemediator(iam, new IamInventory(iam));

  @ParameterizedTest
  @CsvSource({
    "ROLE, DetachRolePolicy PolicyArn=POLICY RoleName=dev, ListAttachedRolePolicies RoleName=dev",
    "USER, DetachUserPolicy PolicyArn=POLICY UserName=dev, ListAttachedUserPolicies UserName=dev",
    "GROUP, DetachGroupPolicy GroupName=dev PolicyArn=POLICY,"
        + " ListAttachedGroupPolicies GroupName=dev"
  })
  void detachesOnePolicyAndReadsBackWithoutDocuments(Kind kind, String detach, String list) {
    wire.answers("").answers(IamInventoryTest.attached(OWN));

    assertThat(remediator.apply(new DetachPolicy(id(kind, "dev"), FULL)))
        .isEqualTo(
            new Applied.Done(
                Optional.of(
                    new IamPrincipal(
                        id(kind, "dev"), Map.of(OWN, new ManagedPolicy(OWN, Optional.empty())))),
                "r-1"));
    assertThat(wire.calls()).containsExactly(detach.replace("POLICY", FULL), list);
  }

  @Test
  void whatIsDetachedAlreadyIsDone() {
    wire.fails(404, "NoSuchEntity").answers(IamInventoryTest.attached());

    assertThat(remediator.apply(DETACH))
        .isEqualTo(new Applied.Done(Optional.of(new IamPrincipal(DEV, Map.of())), "r-1"));
    assertThat(wire.calls()).containsExactly(DETACH_CALL, LIST);
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
