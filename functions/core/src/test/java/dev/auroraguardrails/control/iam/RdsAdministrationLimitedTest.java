package dev.auroraguardrails.control.iam;

import static dev.auroraguardrails.model.Given.awsPolicy;
import static dev.auroraguardrails.model.Given.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Remediation.DetachPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Restored.Source;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RdsAdministrationLimitedTest {
  private static final ManagedPolicy FULL = awsPolicy("AmazonRDSFullAccess");
  private static final ManagedPolicy ADMIN = awsPolicy("AdministratorAccess");
  private static final String RDS =
      "{'Statement':[{'Effect':'Allow','Action':'rds:*','Resource':'*'}]}";

  private final Judge<IamPrincipal> judge = Judge.by(new RdsAdministrationLimited());

  @Test
  void policiesThatGiveNoRdsAdministrationAreLeftAlone() {
    judge.passes(role("dev"));
    judge.passes(role("dev", awsPolicy("AmazonRDSReadOnlyAccess"), awsPolicy("ReadOnlyAccess")));
  }

  @Test
  void onlyThePolicyThatGivesRdsIsDetached() {
    var holder = role("dev", awsPolicy("ReadOnlyAccess"), FULL);

    assertThat(judge.fixes(holder)).isEqualTo(new DetachPolicy(holder.id(), FULL.arn()));
    assertThat(judge.blames(holder).evidence())
        .isEqualTo("role/dev holds RDS administration by AmazonRDSFullAccess");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AdministratorAccess", "PowerUserAccess"})
  void policiesThatGiveEverythingAreLeftToAPerson(String name) {
    assertThat(judge.doubts(role("dev", awsPolicy(name)))).contains("a person decides");
  }

  @Test
  void theBaselineMayHaveThemDetachedToo() {
    judge.with(Given.recommended("controls: {IAM-03: {policies: any}}"));
    var holder = role("dev", ADMIN);

    assertThat(judge.fixes(holder)).isEqualTo(new DetachPolicy(holder.id(), ADMIN.arn()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWSServiceRoleForRDS",
        "AWSReservedSSO_Admin_0123",
        "cdk-hnb659fds-deploy-role",
        "stacksets-exec-1",
        "AWSControlTowerExecution",
        "OrganizationAccountAccessRole"
      })
  void principalsThatAwsManagesAreNeverTouched(String name) {
    judge.with(Given.recommended("controls: {IAM-03: {policies: any}}"));

    assertThat(judge.doubts(role(name, FULL))).contains("protected");
    assertThat(judge.doubts(role(name, ADMIN))).contains("protected");
  }

  @Test
  void principalsThatTheBaselineProtectsAreNeverTouched() {
    judge.with(Given.recommended("principals: {protected: [role/break-glass]}"));

    assertThat(judge.doubts(role("break-glass", FULL))).contains("protected");
    assertThat(judge.fixes(role("break-glass-2", FULL))).isNotNull();
  }

  @Test
  void allowListedPrincipalsAreLeftAlone() {
    judge.with(Given.recommended("principals: {allowed: ['role/dba-*']}"));

    judge.passes(role("dba-1", FULL, ADMIN));
    assertThat(judge.fixes(role("dev", FULL))).isNotNull();
  }

  @Test
  void aCustomersPolicyThatIsOnlyAboutRdsIsDetached() {
    var ours = Given.policy(RDS);
    var holder = role("dev", ours);

    assertThat(judge.fixes(holder)).isEqualTo(new DetachPolicy(holder.id(), ours.arn()));
  }

  @Test
  void aMixedOneIsLeftToAPerson() {
    var mixed =
        Given.policy("{'Statement':[{'Effect':'Allow','Action':['rds:*','s3:*'],'Resource':'*'}]}");

    assertThat(judge.doubts(role("dev", mixed))).contains("a person decides");
  }

  @Test
  void oneForASingleClusterIsLeftAlone() {
    judge.passes(
        role(
            "dev",
            Given.policy(
                "{'Statement':[{'Effect':'Allow','Action':'rds:*',"
                    + "'Resource':'arn:aws:rds:eu-central-1:123456789012:cluster:orders'}]}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "{}",
        "{'Statement':[{'Effect':'Allow','Action':'s3:*','Action':'rds:*','Resource':'*'}]}"
      })
  void whatCannotBeJudgedIsToldWithoutAFix(String document) {
    assertThat(judge.blames(role("dev", Given.policy(document))).fix()).isEmpty();
  }

  @Test
  void ofPoliciesThatWereNotReadOnlyTheEventsOwnIsDoubted() {
    var unread = new ManagedPolicy("arn:aws:iam::123456789012:policy/ours", Optional.empty());

    judge.after(Given.attach("e-1", "dev", unread.arn()));
    assertThat(judge.blames(role("dev", unread)).fix()).isEmpty();
    judge.after(Given.attach("e-2", "dev", FULL.arn()));
    judge.passes(role("dev", unread));
  }

  @Test
  void whereThePastIsUnknownTheAlertSaysSo() {
    assertThat(judge.restores(role("dev", FULL)).source()).isEqualTo(Source.BASELINE);
  }

  @Test
  void whereThePastIsUnknownTheBaselineMayLeaveItToAPerson() {
    judge.with(Given.recommended("controls: {IAM-03: {whenPastUnknown: alert}}"));

    assertThat(judge.doubts(role("dev", FULL)))
        .isEqualTo("whether it was attached before is unknown");
    judge.whenLastGoodWas(role("dev"));
    assertThat(judge.fixes(role("dev", FULL))).isNotNull();
    assertThat(judge.restores(role("dev", FULL)).source()).isEqualTo(Source.LAST_KNOWN_GOOD);
  }

  @Test
  void whatWasAttachedBeforeTheCallIsLeftToAPerson() {
    judge.whenLastGoodWas(role("dev", FULL));

    assertThat(judge.doubts(role("dev", FULL))).isEqualTo("it was attached before this call");
  }
}
