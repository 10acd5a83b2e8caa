package dev.auroraguardrails.login.events;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds in a text that a statement may change users, roles or grants. The words need not stand
/// together, since comments may stand between them: it finds rather too much than too little, and
/// the database is asked in any case.
final class Statements {
  private static final Pattern GRANT = word("GRANT|REVOKE");
  private static final Pattern VERB = word("CREATE|ALTER|DROP|RENAME|SET");
  private static final Pattern NOUN = word("USER|ROLE|GROUP|PASSWORD");

  private Statements() {}

  private static Pattern word(String words) {
    return Pattern.compile("\\b(?:" + words + ")\\b", Pattern.CASE_INSENSITIVE);
  }

  /// @return the command, in upper case: `CREATE ROLE`, `GRANT`
  static Optional<String> change(String text) {
    Matcher verb = VERB.matcher(text);
    if (verb.find()) {
      Matcher noun = NOUN.matcher(text);
      if (noun.find(verb.end())) {
        return Optional.of((verb.group() + " " + noun.group()).toUpperCase(Locale.ROOT));
      }
    }
    Matcher grant = GRANT.matcher(text);
    return grant.find() ? Optional.of(grant.group().toUpperCase(Locale.ROOT)) : Optional.empty();
  }
}
