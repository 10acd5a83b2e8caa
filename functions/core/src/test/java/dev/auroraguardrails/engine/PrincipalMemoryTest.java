package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Resource.IamPolicy;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.Resource.IamPrincipal.Details;
import dev.auroraguardrails.model.Resource.IamPrincipal.InlinePolicy;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is remembered of principals and policies, event by event.
class PrincipalMemoryTest {
  private static final String FULL = "arn:aws:iam::aws:policy/AmazonRDSFullAccess";
  private static final String READ = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  private static final String WIDE =
      "{'Statement':[{'Effect':'Allow','Action':['rds:*','s3:*'],'Resource':'*'}]}";
  private static final String MILD =
      "{'Statement':[{'Effect':'Allow','Action':'s3:*','Resource':'*'}]}";

  private final World world = new World();

  @Test
  void aRoleIsRememberedByItsIdWhateverItsNameIsCalledLater() {
    world.has(role(Map.of(), Set.of()));
    world.handle(world.happens(Given.attach("e-1", "dev", READ)));

    assertThat(known("AROA1").attached()).containsOnlyKeys(READ);
    assertThat(world.ledger.lastGood(role(Map.of(), Set.of()).id().arn(), IamPrincipal.class))
        .isEmpty();
  }

  @Test
  void whatAnEventBrokeStaysAsItWasAndAllElseIsKept() {
    world.has(role(Map.of(), Set.of("logs"), new InlinePolicy("logs", json(MILD))));
    world.handle(world.happens(put("e-1", "ops", WIDE)));

    assertThat(known("AROA1").more().inlineNames()).isEmpty();
    assertThat(known("AROA1").inline("logs")).isPresent();
    assertThat(known("AROA1").inline("ops")).isEmpty();
  }

  /// The first call's event is looked at after the other call, whose own event is still to come.
  @Test
  void whatAnotherCallTookAwayMeanwhileIsKnownUntilItsOwnEvent() {
    world.has(role(Map.of(), Set.of("keep"), new InlinePolicy("keep", json(MILD))));
    world.handle(world.happens(put("e-1", "keep", MILD)));
    world.passes(Duration.ofSeconds(1));
    ChangeEvent late = world.happens(put("e-2", "logs", MILD));
    world.has(role(Map.of(), Set.of("logs"), new InlinePolicy("logs", json(MILD))));
    world.handle(late);

    assertThat(known("AROA1").inline("keep")).isPresent();
    assertThat(known("AROA1").more().inlineNames()).contains(Set.of("keep", "logs"));
  }

  @Test
  void onceTheNamesAreKnownANewPolicyIsKnownToBeNew() {
    world.has(role(Map.of(), Set.of()));
    world.handle(world.happens(put("e-1", "logs", MILD)));
    world.handle(world.happens(put("e-2", "ops", WIDE)));

    assertThat(known("AROA1").more().inlineNames()).contains(Set.of("logs"));
  }

  @Test
  void anOldViolationKeepsNothingElseFromBeingKnownAndIsNotTakenForNew() {
    world.has(role(Map.of(FULL, Given.awsPolicy("AmazonRDSFullAccess")), Set.of()));
    world.handle(world.happens(Given.attach("e-1", "dev", READ)));
    assertThat(known("AROA1").attached()).containsOnlyKeys(FULL, READ);

    assertThat(world.handle(world.happens(Given.attach("e-2", "dev", FULL))))
        .containsExactly("IAM-03 alert alerted");
  }

  @Test
  void whatACallPutIsKnownThoughAnotherCallCameBeforeItWasRead() {
    world.has(role(Map.of(), Set.of()));
    world.handle(world.happens(Given.attach("e-0", "dev", READ)));
    ChangeEvent first = world.happens(put("e-1", "ops", MILD));
    ChangeEvent second = world.happens(put("e-2", "ops", WIDE));

    world.passes(Duration.ofSeconds(1));
    world.handle(first);
    world.passes(Duration.ofSeconds(1));
    world.handle(second);

    assertThat(known("AROA1").inline("ops").orElseThrow().document()).isEqualTo(json(MILD));
    assertThat(world.alerts.getLast().reason()).contains("may take away and not give");
  }

  @Test
  void whatALookDidNotReadIsStillKnown() {
    world.has(role(Map.of(), Set.of("logs"), new InlinePolicy("logs", json(MILD))));
    world.handle(world.happens(put("e-1", "logs", MILD)));
    world.has(role(Map.of(), null));
    world.handle(world.happens(Given.attach("e-2", "dev", READ)));

    assertThat(known("AROA1").inline("logs")).isPresent();
    assertThat(known("AROA1").more().inlineNames()).contains(Set.of("logs"));
  }

  @Test
  void aPolicyIsKnownByTheVersionThatWasInForceBefore() {
    world.has(Given.managed("ops", "v1", MILD, "role/dev"));
    world.handle(world.happens(version("e-1", "v1")));
    world.has(Given.managed("ops", "v2", WIDE, "role/dev"));
    world.handle(version("e-2", "v2"));

    assertThat(
            world.ledger.lastGood("ANPA1", IamPolicy.class).orElseThrow().state().defaultVersion())
        .isEqualTo("v1");
  }

  private IamPrincipal known(String id) {
    return world.ledger.lastGood(id, IamPrincipal.class).orElseThrow().state();
  }

  private static IamPrincipal role(
      Map<String, ManagedPolicy> attached,
      @org.jspecify.annotations.Nullable Set<String> names,
      InlinePolicy... inline) {
    return new IamPrincipal(
        Given.id(Kind.ROLE, "dev"),
        attached,
        List.of(inline),
        Optional.empty(),
        new Details(Optional.of("AROA1"), Optional.ofNullable(names), Optional.empty()));
  }

  private static ChangeEvent put(String eventId, String policy, String document) {
    return Given.call(
        eventId,
        "iam",
        "PutRolePolicy",
        "{'roleName':'dev','policyName':'%s','policyDocument':'%s'}"
            .formatted(policy, document.replace("'", "\\u0022")));
  }

  private static ChangeEvent version(String eventId, String version) {
    return Given.call(
        eventId,
        "iam",
        "SetDefaultPolicyVersion",
        "{'policyArn':'arn:aws:iam::123456789012:policy/ops','versionId':'%s'}".formatted(version));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
