package dev.auroraguardrails.engine;

import com.fasterxml.jackson.core.JsonProcessingException;

/// Whether two policy documents are one, however they are written.
final class SameDocument {
  private SameDocument() {}

  static boolean are(String one, String other) {
    try {
      return Json.MAPPER.readTree(one).equals(Json.MAPPER.readTree(other));
    } catch (JsonProcessingException broken) {
      return one.equals(other);
    }
  }
}
