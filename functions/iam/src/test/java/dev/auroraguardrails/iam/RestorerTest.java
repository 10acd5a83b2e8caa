package dev.auroraguardrails.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.auroraguardrails.aws.Wire;
import dev.auroraguardrails.iam.Restorer.Given;
import dev.auroraguardrails.model.Remediation.GivePolicyBack;
import dev.auroraguardrails.model.Remediation.GivePolicyBack.Part;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;

class RestorerTest {
  private static final String MILD =
      "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}";
  private static final String OWN = "arn:aws:iam::111122223333:policy/keep";

  private final Wire wire = new Wire();
  private final IamClient iam = wire.client(IamClient.builder());

  @ParameterizedTest
  @CsvSource({
    "ROLE, INLINE, PutRolePolicy PolicyDocument={} PolicyName=ops RoleName=dev",
    "USER, INLINE, PutUserPolicy PolicyDocument={} PolicyName=ops UserName=dev",
    "GROUP, INLINE, PutGroupPolicy GroupName=dev PolicyDocument={} PolicyName=ops",
    "ROLE, ATTACHED, AttachRolePolicy PolicyArn={} RoleName=dev",
    "USER, ATTACHED, AttachUserPolicy PolicyArn={} UserName=dev",
    "GROUP, ATTACHED, AttachGroupPolicy GroupName=dev PolicyArn={}",
    "ROLE, TRUST, UpdateAssumeRolePolicy PolicyDocument={} RoleName=dev",
    "ROLE, BOUNDARY, PutRolePermissionsBoundary PermissionsBoundary={} RoleName=dev",
    "USER, BOUNDARY, PutUserPermissionsBoundary PermissionsBoundary={} UserName=dev"
  })
  void makesTheOneCall(Kind kind, Part part, String call) {
    wire.answers("");

    assertThat(Restorer.by(iam).give(back(kind, part, "{}"))).isEqualTo(Given.done("r-1"));
    assertThat(wire.calls()).containsExactly(call);
  }

  @Test
  void aRefusalIsToldAndAFailureGoesUp() {
    wire.fails(400, "MalformedPolicyDocument");
    assertThat(Restorer.by(iam).give(back(Kind.ROLE, Part.TRUST, "{}")).refused())
        .contains("MalformedPolicyDocument: said so");

    wire.fails(409, "ConcurrentModification");
    assertThat(Restorer.by(iam).give(back(Kind.ROLE, Part.TRUST, "{}")).busy()).isPresent();

    wire.fails(503, "ServiceUnavailable");
    assertThatThrownBy(() -> Restorer.by(iam).give(back(Kind.ROLE, Part.TRUST, "{}")))
        .isInstanceOf(IamException.class);
  }

  @ParameterizedTest
  @CsvSource({"INLINE, rds:*", "INLINE, *", "INLINE, iam:PutRolePolicy"})
  void whatGivesTooMuchIsNeverGiven(Part part, String action) {
    assertThat(
            careful("restorePolicies: yes")
                .give(back(Kind.ROLE, part, MILD.replace("s3:*", action)))
                .refused()
                .orElseThrow())
        .contains("too much");
    assertThat(wire.calls()).isEmpty();
  }

  @Test
  void aTrustPolicyForStrangersIsNeverGiven() {
    String open =
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}";

    assertThat(careful("restorePolicies: yes").give(back(Kind.ROLE, Part.TRUST, open)).refused())
        .isPresent();
  }

  @Test
  void whatIsGoodIsGiven() {
    wire.answers("");

    assertThat(careful("restorePolicies: yes").give(back(Kind.ROLE, Part.INLINE, MILD)))
        .isEqualTo(Given.done("r-1"));
  }

  @Test
  void aManagedPolicyIsReadBeforeItIsAttached() {
    wire.answers(
            "<Policy><PolicyId>ANPA1</PolicyId><DefaultVersionId>v1</DefaultVersionId></Policy>")
        .answers(
            "<PolicyVersion><Document>"
                + MILD.replace("s3", "rds")
                + "</Document></PolicyVersion>");

    assertThat(careful("restorePolicies: yes").give(back(Kind.ROLE, Part.ATTACHED, OWN)).refused())
        .isPresent();
    assertThat(wire.calls()).hasSize(2);
  }

  @Test
  void protectedPrincipalsGetNothingAndNobodyDoesWithoutTheBaselinesLeave() {
    assertThat(
            careful("restorePolicies: yes", "principals: {protected: [role/dev]}")
                .give(back(Kind.ROLE, Part.INLINE, MILD))
                .refused())
        .contains("the principal is protected");
    assertThat(careful().give(back(Kind.ROLE, Part.INLINE, MILD)).refused()).isPresent();
    assertThat(wire.calls()).isEmpty();
  }

  private CarefulRestorer careful(String... baseline) {
    return new CarefulRestorer(
        dev.auroraguardrails.model.Given.recommended(baseline),
        new PolicyDocuments(iam),
        Restorer.by(iam));
  }

  private static GivePolicyBack back(Kind kind, Part part, String value) {
    return new GivePolicyBack(
        new ResourceId(kind, "111122223333", "us-east-1", "dev"),
        part,
        part == Part.INLINE ? "ops" : "",
        new Step<>(Optional.empty(), value));
  }
}
