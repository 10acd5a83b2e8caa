package dev.auroraguardrails.policy;

import java.util.ArrayList;
import java.util.List;

/// The ARN of what a request acts on, or `*` for an action that knows no resources.
///
/// @param text the ARN
/// @param segments partition, service and so on; the last one holds the rest, colons too
record ResourceName(String text, List<String> segments) {
  static final int SEGMENTS = 6;

  static ResourceName of(String text) {
    List<String> segments = new ArrayList<>(SEGMENTS);
    int from = 0;
    while (segments.size() < SEGMENTS - 1) {
      int colon = text.indexOf(':', from);
      if (colon < 0) {
        return new ResourceName(text, List.of());
      }
      segments.add(text.substring(from, colon));
      from = colon + 1;
    }
    segments.add(text.substring(from));
    return new ResourceName(text, segments);
  }
}
