package dev.auroraguardrails.cli;

import dev.auroraguardrails.engine.Json;
import dev.auroraguardrails.policy.Danger;
import dev.auroraguardrails.policy.Judgement;
import dev.auroraguardrails.policy.Judgement.Level;
import dev.auroraguardrails.policy.Surroundings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Judges policy documents before anybody attaches them.
@Command(
    name = "explain-policy",
    mixinStandardHelpOptions = true,
    description = {
      "Judges IAM policy documents offline: what each gives over Aurora on resources that nobody"
          + " has named, or, for a trust policy, which strangers it lets in.",
      "Exit code: 0 when none is too much, 1 when one is or cannot be judged, 2 when a file cannot"
          + " be read or the command line is wrong."
    })
final class ExplainPolicyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "files with one policy document each, plain or URL-encoded")
  private List<Path> files = List.of();

  @Option(
      names = "--context",
      paramLabel = "FILE",
      description =
          "JSON with any of account, regions, administrators (database users), services (that may"
              + " assume roles), trustedAccounts; without it the accounts and Regions that a"
              + " document names are tried")
  private @Nullable Path context;

  @Option(
      names = "--json",
      description =
          "one line for each file, in their order: file, verdict (violation, scoped, none,"
              + " unparseable), classes, granted, why")
  private boolean json;

  private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);

  @Override
  public Integer call() {
    Surroundings surroundings;
    try {
      surroundings = context == null ? Surroundings.UNKNOWN : PolicyContext.read(context);
    } catch (PolicyContext.BadContext mistake) {
      System.err.println("guardrails: " + mistake.getMessage());
      return 2;
    } catch (IOException unreadable) {
      System.err.println("guardrails: cannot read " + context + ": " + unreadable);
      return 2;
    }
    int code = 0;
    for (Path file : files) {
      try {
        Judgement judgement = Judgement.of(Files.readString(file), surroundings);
        out.println(json ? Json.write(line(file, judgement)) : text(file, judgement));
        code = Math.max(code, isPass(judgement.level()) ? 0 : 1);
      } catch (IOException unreadable) {
        System.err.println("guardrails: cannot read " + file + ": " + unreadable);
        code = 2;
      }
    }
    out.flush();
    return code;
  }

  private static boolean isPass(Level level) {
    return switch (level) {
      case NONE, SCOPED -> true;
      case VIOLATION, UNPARSEABLE -> false;
    };
  }

  private static Map<String, Object> line(Path file, Judgement judgement) {
    var line = new LinkedHashMap<String, Object>();
    line.put("file", file.toString());
    line.put("verdict", judgement.level().name().toLowerCase(Locale.ROOT));
    line.put("classes", judgement.dangers().stream().map(Danger::id).toList());
    line.put("granted", judgement.granted());
    line.put("why", String.join("; ", judgement.why()));
    return line;
  }

  private static String text(Path file, Judgement judgement) {
    String said =
        switch (judgement.level()) {
          case VIOLATION ->
              "TOO MUCH: "
                  + judgement.dangers().stream()
                      .map(Danger::verb)
                      .collect(Collectors.joining(", "));
          case UNPARSEABLE -> "CANNOT BE JUDGED, which is no pass: correct the document";
          case SCOPED -> "scoped";
          case NONE -> "nothing over Aurora";
        };
    var text = new StringBuilder(file + ": " + said);
    judgement.why().forEach(why -> text.append("\n  ").append(why));
    if (judgement.level() == Level.VIOLATION) {
      text.append("\n  ")
          .append(judgement.granted().size())
          .append(" sensitive actions: ")
          .append(String.join(" ", judgement.granted()))
          .append("\n  ")
          .append(
              judgement.granted().stream().anyMatch(action -> action.startsWith("sts:"))
                  ? "name whom it trusts, or pin sts:ExternalId, aws:PrincipalOrgID or sub"
                  : "name the resources, or ask for a tag of theirs by aws:ResourceTag");
    }
    return text.toString();
  }
}
