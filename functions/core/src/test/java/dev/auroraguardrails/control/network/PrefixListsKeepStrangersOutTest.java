package dev.auroraguardrails.control.network;

import static dev.auroraguardrails.model.Given.prefixList;
import static dev.auroraguardrails.model.Given.recommended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.RestorePrefixList;
import dev.auroraguardrails.model.Resource.PrefixList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixListsKeepStrangersOutTest {
  private static final List<String> OURS = List.of("10.0.0.0/8");
  private static final List<String> WORLD = List.of("10.0.0.0/8", "0.0.0.0/1", "128.0.0.0/1");

  private final Judge<PrefixList> judge =
      Judge.by(new PrefixListsKeepStrangersOut()).after(edit("ModifyManagedPrefixList", 2));

  @ParameterizedTest
  @ValueSource(strings = {"ModifyManagedPrefixList", "RestoreManagedPrefixListVersion"})
  void theVersionBeforeIsRestored(String call) {
    PrefixList list = prefixList(3, WORLD, OURS);
    judge.after(edit(call, 2));

    assertThat(judge.fixes(list)).isEqualTo(new RestorePrefixList(list.id(), 3, 2));
    assertThat(judge.blames(list).evidence())
        .isEqualTo(
            "prefix list pl-1, version 3, lets in by sgr-pl (tcp 5432) of group sg-1 of cluster"
                + " orders who may not come in");
  }

  @Test
  void entriesThatMayComeInAreLeftAlone() {
    judge.passes(prefixList(3, OURS, WORLD));
    judge.passes(prefixList(3, List.of("203.0.113.0/24"), OURS));
  }

  @Test
  void aStrangerInAListIsOneAsInARule() {
    judge.with(recommended("companyRanges: [203.0.112.0/23]"));

    judge.passes(prefixList(3, List.of("203.0.113.0/24"), OURS));
    assertThat(judge.fixes(prefixList(3, List.of("198.51.100.7/32"), OURS)))
        .isInstanceOf(RestorePrefixList.class);
  }

  @Test
  void aListThatWasChangedAgainIsLeftToAPerson() {
    assertThat(judge.doubts(prefixList(4, WORLD, OURS)))
        .isEqualTo("the list was changed again since");
  }

  @Test
  void aVersionThatWasNoBetterIsNotRestored() {
    assertThat(judge.doubts(prefixList(3, WORLD, List.of("0.0.0.0/0"))))
        .isEqualTo("the version before let them in, too");
  }

  @Test
  void whatIsNotKnownYetIsToldAndNotPassed() {
    PrefixList list = prefixList(3, OURS, OURS);

    assertThat(
            judge.doubts(
                new PrefixList(list.id(), 3, Optional.empty(), list.before(), list.groups())))
        .isEqualTo("what it holds cannot be judged");
  }

  @Test
  void rulesThatDoNotNameTheListAreLeftToOthers() {
    PrefixList list = prefixList(3, OURS, OURS);

    judge.passes(
        new PrefixList(
            list.id(),
            3,
            list.entries(),
            list.before(),
            List.of(list.groups().getFirst().with(Given.rule("sgr-1", "0.0.0.0/0")))));
  }

  private static ChangeEvent edit(String call, int version) {
    return Given.call(
        "e-1",
        "ec2",
        call,
        "{'%1$sRequest':{'PrefixListId':'pl-1','CurrentVersion':%2$d}}".formatted(call, version));
  }
}
