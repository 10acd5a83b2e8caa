package dev.auroraguardrails.control.network;

import static dev.auroraguardrails.model.Given.group;
import static dev.auroraguardrails.model.Given.recommended;
import static dev.auroraguardrails.model.Given.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.baseline.Baseline;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.SecurityGroup;
import dev.auroraguardrails.model.SecurityGroupRule;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuspectsTest {
  private static final List<String> BLOCKS =
      List.of(
          "0.0.0.0/0",
          "0.0.0.0/1",
          "128.0.0.0/1",
          "198.0.0.0/8",
          "198.51.100.7/32",
          "203.0.113.0/24",
          "10.0.0.0/8",
          "::/0",
          "2001:db8::/32",
          "fd00::/8");

  private static final List<Control<SecurityGroup>> CONTROLS =
      List.of(
          new DatabasePortsClosedToTheWorld(),
          new AllPortsClosedToWideSources(),
          new SourcesWithinTheCompany(),
          new SourceGroupsKnown());

  /// A group that is passed over is not asked about, so nothing may be passed over that a control
  /// would blame.
  @Test
  void noGroupIsPassedOverThatAControlWouldBlame() {
    var random = new Random(11);
    int passedOver = 0;
    for (int round = 0; round < 500; round++) {
      Baseline baseline =
          random.nextBoolean() ? recommended() : recommended("companyRanges: [203.0.112.0/23]");
      SecurityGroup group = any(random);
      if (Suspects.noneIn(group, baseline)) {
        passedOver++;
        assertThat(CONTROLS)
            .allMatch(
                control ->
                    control
                        .check(group, new Context<>(baseline, Optional.empty(), Optional.empty()))
                        .isEmpty());
      }
    }
    assertThat(passedOver).isGreaterThan(50);
  }

  @Test
  void whatNobodyLooksAtIsNotSuspect() {
    var strange = List.of(rule("sgr-1", "198.51.100.7/32"));
    String ranges = "companyRanges: [203.0.112.0/23]";

    assertThat(Suspects.among(strange, group().id(), recommended(ranges))).isTrue();
    assertThat(
            Suspects.among(
                strange, group().id(), recommended(ranges, "controls: {NET-03: {mode: off}}")))
        .isFalse();
  }

  private static SecurityGroup any(Random random) {
    return group(
        IntStream.range(0, random.nextInt(4))
            .mapToObj(i -> any(random, "sgr-" + i))
            .toArray(SecurityGroupRule[]::new));
  }

  private static SecurityGroupRule any(Random random, String id) {
    String block = BLOCKS.get(random.nextInt(BLOCKS.size()));
    return switch (random.nextInt(5)) {
      case 0 -> rule(id, "-1", -1, -1, block);
      case 1 -> rule(id, "tcp", 443, 443, block);
      case 2 -> rule(id, "tcp", 0, 65_535, block);
      case 3 ->
          Given.fromGroup(id, "sg-app", random.nextBoolean() ? "999988887777" : "123456789012");
      default -> rule(id, block);
    };
  }
}
