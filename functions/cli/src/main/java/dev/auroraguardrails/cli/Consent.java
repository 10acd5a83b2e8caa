package dev.auroraguardrails.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// Asks before something is changed.
final class Consent {
  private Consent() {}

  /// @param question `Undo it?`
  /// @return whether a person typed yes
  static boolean to(String question) {
    if (!Terminal.isPerson()) {
      System.err.println("guardrails: nobody can be asked here; say --yes");
      return false;
    }
    System.out.print(question + " Type yes: ");
    System.out.flush();
    try {
      var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      return "yes".equals(in.readLine());
    } catch (IOException unreadable) {
      return false;
    }
  }
}
