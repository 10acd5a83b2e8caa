package dev.auroraguardrails.cli;

import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.aws.IncidentReader;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Where the guard's ledger is.
final class LedgerOption {
  private static final String OUTPUT = "LedgerTableName";

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "the ledger's table; default: LEDGER_TABLE, else the stack's")
  private String table = "";

  @Mixin private StackOption stack = new StackOption();

  /// Reads with the caller's own credentials.
  ///
  /// @throws IllegalStateException when neither an option, the environment nor the stack names it
  IncidentReader incidents() {
    return new IncidentReader(Clients.build(DynamoDbClient.builder()), name());
  }

  /// @return the stack's name
  String stack() {
    return stack.name();
  }

  /// @return the ledger's table
  /// @throws IllegalStateException when neither an option, the environment nor the stack names it
  String name() {
    if (!table.isEmpty()) {
      return table;
    }
    return LocalGuard.variable("LEDGER_TABLE")
        .or(() -> Optional.ofNullable(stack.outputs().get(OUTPUT)))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the stack has no output %s; name the ledger by --table".formatted(OUTPUT)));
  }
}
