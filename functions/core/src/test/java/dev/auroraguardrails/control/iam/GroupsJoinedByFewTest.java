package dev.auroraguardrails.control.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.ManagedPolicy;
import dev.auroraguardrails.model.Remediation.RemoveUserFromGroup;
import dev.auroraguardrails.model.Resource.IamPrincipal;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupsJoinedByFewTest {
  private static final ManagedPolicy ADMIN = Given.awsPolicy("AdministratorAccess");

  private final Judge<IamPrincipal> judge = Judge.by(new GroupsJoinedByFew());

  @Test
  void aNewMemberOfAGroupThatGivesTooMuchIsTakenOut() {
    judge.whenLastGoodWas(carol(Set.of("devs"), Optional.empty()));
    var now = carol(Set.of("admins", "devs"), Optional.of(admins(ADMIN)));

    assertThat(judge.fixes(now)).isEqualTo(new RemoveUserFromGroup(now.id(), "admins"));
    assertThat(judge.blames(now).evidence())
        .isEqualTo(
            "user/carol joined group/admins, which holds too much over Aurora by"
                + " AdministratorAccess");
  }

  @Test
  void aGroupWithoutSuchRightsMayBeJoined() {
    judge.passes(carol(Set.of("admins"), Optional.of(admins(Given.awsPolicy("ReadOnlyAccess")))));
  }

  @Test
  void whoIsNoMemberAnyMoreIsLeftAlone() {
    judge.passes(carol(Set.of(), Optional.of(admins(ADMIN))));
  }

  @Test
  void whoWasAMemberBeforeOrMayHaveBeenIsLeftToAPerson() {
    var now = carol(Set.of("admins"), Optional.of(admins(ADMIN)));
    assertThat(judge.doubts(now)).contains("unknown");

    judge.whenLastGoodWas(carol(Set.of("admins"), Optional.empty()));
    assertThat(judge.doubts(now)).contains("a member before this call");
  }

  @Test
  void allowListedUsersMayJoinAndProtectedOnesAreUntouched() {
    judge.whenLastGoodWas(carol(Set.of(), Optional.empty()));
    var now = carol(Set.of("admins"), Optional.of(admins(ADMIN)));

    judge.with(Given.recommended("principals: {protected: [user/carol]}"));
    assertThat(judge.doubts(now)).contains("protected");
    judge.with(Given.recommended("principals: {allowed: [user/carol]}"));
    judge.passes(now);
  }

  private static IamPrincipal admins(ManagedPolicy policy) {
    return new IamPrincipal(Given.id(Kind.GROUP, "admins"), Map.of(policy.arn(), policy));
  }

  private static IamPrincipal carol(Set<String> groups, Optional<IamPrincipal> joined) {
    var user = Inline.none(Kind.USER, "carol");
    return user.with(user.more().withGroups(Optional.of(groups)).withJoined(joined));
  }
}
