package dev.auroraguardrails.cli;

import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.cli.Diagnosis.State;
import dev.auroraguardrails.engine.Json;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Looks whether the deployed guard works.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Looks whether a deployed guard can see, tell and put back: trails that log management"
          + " writes, other Regions' forwarding, confirmed subscriptions, the roles' rights, the"
          + " alerts' key, Lambda's quota. Changes nothing; 'make deploy' runs it at its end."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all is well, or there are only warnings", "1:something fails"})
final class DoctorCommand implements Callable<Integer> {
  @Mixin private StackOption stack = new StackOption();

  @Mixin private AwsOptions aws = new AwsOptions();

  @Option(
      names = "--regions",
      paramLabel = "REGION",
      split = ",",
      description = "other Regions that are guarded: eu-west-1,us-east-1")
  private List<String> others = List.of();

  @Option(names = "--json", description = "one JSON object a line")
  private boolean json;

  @Override
  public Integer call() {
    aws.apply();
    List<Diagnosis> found = new Doctor(stack.name(), Clients.region(), others).examine();
    for (Diagnosis one : found) {
      System.out.println(json ? Json.write(one) : text(one));
    }
    return found.stream().anyMatch(one -> one.state() == State.FAIL) ? 1 : 0;
  }

  private static String text(Diagnosis one) {
    String line =
        "%-5s %s"
            .formatted(one.state().name().toLowerCase(Locale.ROOT), Terminal.plain(one.what()));
    return one.advice().isEmpty() ? line : line + "\n      -> " + Terminal.plain(one.advice());
  }
}
