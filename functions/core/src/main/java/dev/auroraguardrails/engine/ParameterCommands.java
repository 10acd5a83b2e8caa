package dev.auroraguardrails.engine;

import dev.auroraguardrails.model.Remediation.SetClusterParameters;
import dev.auroraguardrails.model.Remediation.SetClusterParameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The AWS CLI commands that set the parameters of a group and that set them as they were found.
final class ParameterCommands {
  private ParameterCommands() {}

  static List<String> does(SetClusterParameters set) {
    return commands(set, Parameter::shown);
  }

  static List<String> undoes(SetClusterParameters set) {
    return commands(set, p -> p.value().found());
  }

  /// A parameter that is to have its default is not set but reset.
  private static List<String> commands(
      SetClusterParameters set, Function<Parameter, Optional<String>> value) {
    List<Parameter> valued =
        set.parameters().stream().filter(p -> value.apply(p).isPresent()).toList();
    List<Parameter> byDefault =
        set.parameters().stream().filter(p -> value.apply(p).isEmpty()).toList();
    var commands = new ArrayList<>(calls(set, "modify", valued, p -> value.apply(p).orElse("")));
    commands.addAll(calls(set, "reset", byDefault, p -> ""));
    return commands;
  }

  private static List<String> calls(
      SetClusterParameters set,
      String verb,
      List<Parameter> parameters,
      Function<Parameter, String> value) {
    List<String> commands = new ArrayList<>();
    for (List<Parameter> batch : SetClusterParameters.batches(parameters)) {
      commands.add(
          AwsCli.command(set.target(), "rds %s-db-cluster-parameter-group".formatted(verb))
              + " --db-cluster-parameter-group-name "
              + AwsCli.quoted(set.target().name())
              + " --parameters "
              + batch.stream()
                  .map(p -> AwsCli.quoted(words(p, verb, value.apply(p))))
                  .collect(Collectors.joining(" ")));
    }
    return commands;
  }

  private static String words(Parameter parameter, String verb, String value) {
    String set = verb.equals("reset") ? "" : ",ParameterValue=\"" + value.replace("\"", "") + "\"";
    return "ParameterName=" + parameter.name() + set + ",ApplyMethod=immediate";
  }
}
