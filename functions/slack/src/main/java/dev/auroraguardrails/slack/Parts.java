package dev.auroraguardrails.slack;

import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import java.util.ArrayList;
import java.util.List;

/// The blocks of one message, each within [Slack's
/// limits](https://docs.slack.dev/reference/block-kit/blocks).
final class Parts {
  static final int HEADER = 150;
  static final int SECTION = 3_000;
  static final int FIELD = 2_000;
  static final int FIELDS = 10;

  private final List<LayoutBlock> blocks = new ArrayList<>();

  /// A headline. What it says is shown as it is.
  Parts header(String text) {
    blocks.add(HeaderBlock.builder().text(plainText(text, HEADER)).build());
    return this;
  }

  /// A paragraph whose text is shown as it is.
  Parts words(String text) {
    if (!text.isBlank()) {
      blocks.add(SectionBlock.builder().text(plainText(text, SECTION)).build());
    }
    return this;
  }

  /// Markup that was made by {@link Mrkdwn}.
  Parts section(String mrkdwn) {
    blocks.add(SectionBlock.builder().text(markup(mrkdwn)).build());
    return this;
  }

  /// A title over a block of code; nothing where there are no lines.
  Parts code(String title, List<String> lines) {
    if (lines.isEmpty()) {
      return this;
    }
    String head = "*" + title + "*\n";
    return section(head + Mrkdwn.block(lines, SECTION - head.length()));
  }

  /// Two columns of at most ten fields, of markup that was made by {@link Mrkdwn}.
  Parts fields(List<String> fields) {
    List<TextObject> texts = new ArrayList<>();
    fields.stream().limit(FIELDS).forEach(field -> texts.add(markup(field)));
    blocks.add(SectionBlock.builder().fields(texts).build());
    return this;
  }

  /// Small print.
  Parts context(String mrkdwn) {
    blocks.add(smallPrint(mrkdwn));
    return this;
  }

  static LayoutBlock smallPrint(String mrkdwn) {
    return ContextBlock.builder().elements(List.of(markup(mrkdwn))).build();
  }

  Message message(String text, boolean loud) {
    return new Message(Mrkdwn.plain(text, SECTION), blocks, loud);
  }

  private static PlainTextObject plainText(String text, int limit) {
    return PlainTextObject.builder().text(Mrkdwn.plain(text, limit)).emoji(false).build();
  }

  /// Verbatim, so that Slack makes neither links nor mentions out of what looks like them.
  private static MarkdownTextObject markup(String mrkdwn) {
    return MarkdownTextObject.builder().text(mrkdwn).verbatim(true).build();
  }
}
