package dev.auroraguardrails.control.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Remediation.GivePolicyBack;
import dev.auroraguardrails.model.Remediation.GivePolicyBack.Part;
import dev.auroraguardrails.model.Remediation.Step;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoundariesKeptTest {
  private static final ManagedPolicy ADMIN = Given.awsPolicy("AdministratorAccess");
  private static final ManagedPolicy READ = Given.awsPolicy("ReadOnlyAccess");
  private static final Optional<ManagedPolicy> LIMIT = boundary("limit", "s3:*");
  private static final Optional<ManagedPolicy> WIDE = boundary("wide", "*");

  private final Judge<IamPrincipal> judge =
      Judge.by(new BoundariesKept()).with(Given.recommended("restorePolicies: yes"));

  @Test
  void aBoundaryThatWasTakenAwayIsPutBack() {
    judge.whenLastGoodWas(holder(LIMIT, ADMIN)).after(removal());
    var now = holder(Optional.empty(), ADMIN);

    assertThat(judge.fixes(now))
        .isEqualTo(
            new GivePolicyBack(
                now.id(),
                Part.BOUNDARY,
                "",
                new Step<>(Optional.empty(), LIMIT.orElseThrow().arn())));
    assertThat(judge.blames(now).evidence())
        .isEqualTo(
            "role/dev has no permissions boundary any more, and holds too much over Aurora by"
                + " AdministratorAccess");
  }

  @Test
  void aBoundaryThatLetsMoreThroughIsPutBack() {
    judge.whenLastGoodWas(holder(LIMIT, ADMIN)).after(put("wide"));

    assertThat(judge.fixes(holder(WIDE, ADMIN))).isInstanceOf(GivePolicyBack.class);
  }

  @Test
  void oneThatHoldsAsWellOrWasNotThereBeforeIsLeftAlone() {
    judge.whenLastGoodWas(holder(LIMIT, ADMIN)).after(put("other"));
    judge.passes(holder(boundary("other", "logs:*"), ADMIN));
    judge.passes(holder(LIMIT, ADMIN));

    judge.whenLastGoodWas(holder(Optional.empty(), ADMIN));
    judge.passes(holder(WIDE, ADMIN));
  }

  @Test
  void aPrincipalWithoutRightsMayLoseItsBoundary() {
    judge.whenLastGoodWas(holder(LIMIT, READ)).after(removal());

    judge.passes(holder(Optional.empty(), READ));
  }

  @Test
  void whereThePastIsUnknownThePersonIsAsked() {
    judge.after(removal());

    assertThat(judge.blames(holder(Optional.empty(), ADMIN)).fix()).isEmpty();
    judge.passes(holder(LIMIT, ADMIN));
  }

  @Test
  void allowListedPrincipalsAreLeftAloneAndProtectedOnesUntouched() {
    judge.whenLastGoodWas(holder(LIMIT, ADMIN)).after(removal());
    judge.with(Given.recommended("restorePolicies: yes", "principals: {protected: [role/dev]}"));
    assertThat(judge.doubts(holder(Optional.empty(), ADMIN))).contains("protected");

    judge.with(Given.recommended("principals: {allowed: [role/dev]}"));
    judge.passes(holder(Optional.empty(), ADMIN));
  }

  private static IamPrincipal holder(Optional<ManagedPolicy> boundary, ManagedPolicy policy) {
    var role = Inline.none("dev");
    return role.withAttached(Map.of(policy.arn(), policy)).with(role.more().withBoundary(boundary));
  }

  private static Optional<ManagedPolicy> boundary(String name, String action) {
    return Optional.of(
        new ManagedPolicy(
            "arn:aws:iam::123456789012:policy/" + name,
            Optional.of(
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"*\"}}"
                    .formatted(action))));
  }

  private static ChangeEvent removal() {
    return Given.call("e-1", "iam", "DeleteRolePermissionsBoundary", "{'roleName':'dev'}");
  }

  private static ChangeEvent put(String name) {
    return Given.call(
        "e-1",
        "iam",
        "PutRolePermissionsBoundary",
        "{'roleName':'dev','permissionsBoundary':'arn:aws:iam::123456789012:policy/%s'}"
            .formatted(name));
  }
}
