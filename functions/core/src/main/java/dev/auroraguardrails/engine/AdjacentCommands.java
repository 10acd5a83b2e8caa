package dev.auroraguardrails.engine;

import static dev.auroraguardrails.engine.AwsCli.command;
import static dev.auroraguardrails.engine.AwsCli.quoted;

import dev.auroraguardrails.model.Fingerprint;
import dev.auroraguardrails.model.Remediation.RestoreSecret;
import dev.auroraguardrails.model.Remediation.ResumeRotation;
import dev.auroraguardrails.model.Remediation.RevokeGrant;
import dev.auroraguardrails.model.Remediation.SetLogRetention;
import dev.auroraguardrails.model.Resource.DatabaseSecret.Rotation;
import dev.auroraguardrails.model.Resource.EncryptionKey.KeyGrant;
import dev.auroraguardrails.model.ResourceId;
import dev.auroraguardrails.model.ResourceId.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The AWS CLI commands of what stands beside RDS. A policy is not shown but named, as a file that
/// is called by the start of its SHA-256; the ledger has it.
final class AdjacentCommands {
  private AdjacentCommands() {}

  static List<String> does(RestoreSecret r) {
    return List.of(secret(r.target(), "restore-secret"));
  }

  static List<String> undoes(RestoreSecret r) {
    return List.of(secret(r.target(), "delete-secret") + " --recovery-window-in-days " + r.days());
  }

  static List<String> does(ResumeRotation r) {
    Rotation rotation = r.rotation();
    List<String> rules = new ArrayList<>();
    rotation.days().ifPresent(days -> rules.add("AutomaticallyAfterDays=" + days));
    rotation.window().ifPresent(window -> rules.add("Duration=" + window));
    rotation.schedule().ifPresent(text -> rules.add("ScheduleExpression='" + text + "'"));
    return List.of(
        secret(r.target(), "rotate-secret")
            + rotation.function().map(arn -> " --rotation-lambda-arn " + quoted(arn)).orElse("")
            + " --rotation-rules "
            + quoted(String.join(",", rules))
            + " --no-rotate-immediately");
  }

  static List<String> undoes(ResumeRotation r) {
    return List.of(secret(r.target(), "cancel-rotate-secret"));
  }

  static List<String> put(ResourceId target, Optional<String> document) {
    return document.map(text -> policy(target, text)).stream().toList();
  }

  private static String policy(ResourceId target, String text) {
    String file = "file://policy-" + Fingerprint.start(text) + ".json";
    if (target.kind() == Kind.ENCRYPTION_KEY) {
      return AwsCli.key(target, "put-key-policy") + " --policy-name default --policy " + file;
    }
    return text.isEmpty()
        ? secret(target, "delete-resource-policy")
        : secret(target, "put-resource-policy") + " --resource-policy " + file;
  }

  static List<String> does(RevokeGrant r) {
    return List.of(
        AwsCli.key(r.target(), "revoke-grant") + " --grant-id " + quoted(r.grant().id()));
  }

  static List<String> undoes(RevokeGrant r) {
    KeyGrant grant = r.grant();
    List<String> words = new ArrayList<>();
    words.add(AwsCli.key(r.target(), "create-grant"));
    words.add("--grantee-principal " + quoted(grant.grantee()));
    words.add("--operations " + String.join(" ", grant.operations()));
    grant.name().ifPresent(name -> words.add("--name " + quoted(name)));
    if (!grant.contextSubset().isEmpty() || !grant.contextEquals().isEmpty()) {
      var constraints = Json.MAPPER.createObjectNode();
      put(constraints, "EncryptionContextSubset", grant.contextSubset());
      put(constraints, "EncryptionContextEquals", grant.contextEquals());
      words.add("--constraints " + quoted(constraints.toString()));
    }
    return List.of(String.join(" ", words));
  }

  private static void put(
      com.fasterxml.jackson.databind.node.ObjectNode node,
      String name,
      Map<String, String> context) {
    if (!context.isEmpty()) {
      var inner = node.putObject(name);
      context.forEach(inner::put);
    }
  }

  static List<String> keep(SetLogRetention s, Optional<Integer> days) {
    String group = " --log-group-name " + quoted(s.target().name());
    return days
        .map(
            kept ->
                kept == 0
                    ? command(s.target(), "logs delete-retention-policy") + group
                    : command(s.target(), "logs put-retention-policy")
                        + group
                        + " --retention-in-days "
                        + kept)
        .stream()
        .toList();
  }

  private static String secret(ResourceId target, String verb) {
    return command(target, "secretsmanager " + verb) + " --secret-id " + quoted(target.arn());
  }
}
