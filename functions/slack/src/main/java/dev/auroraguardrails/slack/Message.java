package dev.auroraguardrails.slack;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.slack.api.model.block.LayoutBlock;
import java.util.ArrayList;
import java.util.List;

/// A message as Slack takes it.
///
/// @param text what notifications show, and all there is where blocks are refused; escaped
/// @param blocks the message itself
/// @param loud whether a follow-up is shown in the channel as well as in its thread
record Message(String text, List<LayoutBlock> blocks, boolean loud) {
  private static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .disableHtmlEscaping()
          .create();

  Message {
    blocks = List.copyOf(blocks);
  }

  /// The same without its blocks, for when Slack does not take them.
  Message inWords() {
    return new Message(text, List.of(), loud);
  }

  Message followedBy(LayoutBlock block) {
    var more = new ArrayList<LayoutBlock>(blocks);
    more.add(block);
    return new Message(text, more, loud);
  }

  /// Its JSON, for a webhook as it is. Nothing in the text is read as markup or unfurled.
  JsonObject json() {
    var json = new JsonObject();
    json.addProperty("text", text);
    json.addProperty("mrkdwn", false);
    json.addProperty("unfurl_links", false);
    json.addProperty("unfurl_media", false);
    if (!blocks.isEmpty()) {
      json.add("blocks", GSON.toJsonTree(blocks));
    }
    return json;
  }
}
