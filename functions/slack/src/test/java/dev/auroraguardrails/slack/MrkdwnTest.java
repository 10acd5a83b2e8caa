package dev.auroraguardrails.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MrkdwnTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '"',
      textBlock =
          """
          <@here>                    ! `&lt;@here&gt;`
          <@U0123>                   ! `&lt;@U0123&gt;`
          a & b                      ! `a &amp; b`
          <https://evil.example|AWS> ! `&lt;https://evil.example|AWS&gt;`
          ` *bold* `                 ! `ˋ *bold* ˋ`
          """)
  void aValueMentionsNobodyAndLinksNowhere(String value, String shown) {
    assertThat(Mrkdwn.code(value, 300)).isEqualTo(shown);
  }

  @Test
  void aValueStaysOnItsLineAndHidesNothing() {
    assertThat(Mrkdwn.code("a\nb\u202Ec\u200Bd", 300)).isEqualTo("`a b c d`");
  }

  @Test
  void whatIsCutKeepsToTheLimitWithItsEntitiesWhole() {
    assertThat(Mrkdwn.plain("&".repeat(100), 24)).isEqualTo("&amp;&amp;&amp;&amp;…");
    assertThat(Mrkdwn.plain("😀".repeat(100), 10)).isEqualTo("😀😀😀😀…");
  }

  @Test
  void aCommandThatDoesNotFitIsLeftOutWhole() {
    String block = Mrkdwn.block(List.of("aws one", "x".repeat(200), "aws two"), 150);
    assertThat(block).isEqualTo("```\naws one\n… and 2 more\n```");
  }

  @Test
  void aBlockCannotBeEndedFromWithin() {
    assertThat(Mrkdwn.block(List.of("``` <!channel>"), 300))
        .isEqualTo("```\nˋˋˋ &lt;!channel&gt;\n```");
  }

  @Test
  void aBlockKeepsToItsLimit() {
    assertThat(Mrkdwn.block(Collections.nCopies(9_999, "<&>"), 3_000)).hasSizeLessThan(3_001);
  }

  @Test
  void aLinkCannotBeBrokenByItsAddress() {
    assertThat(Mrkdwn.link("https://a.example/?x=<b>|c&d", "here"))
        .isEqualTo("<https://a.example/?x=&lt;b&gt;%7Cc&amp;d|here>");
  }
}
