package dev.auroraguardrails.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Remediation.UnshareDbClusterSnapshot;
import dev.auroraguardrails.model.Resource.DbClusterSnapshot;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotsPrivateTest {
  private final Judge<DbClusterSnapshot> judge = Judge.by(new SnapshotsPrivate());

  @Test
  void aSnapshotThatNobodyElseMayRestoreIsLeftAlone() {
    judge.passes(Given.snapshot());
  }

  @Test
  void oneThatIsSharedWithAccountsIsLeftAlone() {
    judge.passes(Given.snapshot("111122223333", "444455556666"));
  }

  @Test
  void onlyEverybodyIsTakenOffAPublicOne() {
    var open = Given.snapshot("all", "111122223333");

    assertThat(judge.fixes(open)).isEqualTo(new UnshareDbClusterSnapshot(open.id(), Set.of("all")));
    assertThat(judge.restores(open).value()).isEqualTo("not public");
    assertThat(Given.after(judge.fixes(open), open)).isEqualTo(Given.snapshot("111122223333"));
  }
}
