package dev.auroraguardrails.rds;

import dev.auroraguardrails.model.Remediation.SetClusterParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.Parameter;

/// Sets parameters of a DB cluster parameter group, or gives them their defaults back: 20 with each
/// call, at once where AWS lets them, else with the next reboot.
public final class ParameterCalls {
  private static final String STATIC = "InvalidParameterCombination";

  private final RdsClient rds;

  public ParameterCalls(RdsClient rds) {
    this.rds = rds;
  }

  /// @return the request ids of the calls
  List<String> set(SetClusterParameters wanted) {
    return make(wanted, SetClusterParameters.Parameter::shown);
  }

  /// Sets them as they were found, and resets what was at its default.
  public void undo(SetClusterParameters done) {
    make(done, parameter -> parameter.value().found());
  }

  private List<String> make(
      SetClusterParameters wanted,
      Function<SetClusterParameters.Parameter, Optional<String>> value) {
    List<Parameter> set =
        wanted.parameters().stream()
            .flatMap(p -> value.apply(p).stream().map(to -> parameter(p.name(), to)))
            .toList();
    List<Parameter> reset =
        wanted.parameters().stream()
            .filter(p -> value.apply(p).isEmpty())
            .map(p -> Parameter.builder().parameterName(p.name()).build())
            .toList();
    String group = wanted.target().name();
    var requests = new ArrayList<String>();
    for (List<Parameter> batch : SetClusterParameters.batches(set)) {
      requests.addAll(inBatch(batch, some -> modify(group, some)));
    }
    for (List<Parameter> batch : SetClusterParameters.batches(reset)) {
      requests.addAll(inBatch(batch, some -> reset(group, some)));
    }
    return requests;
  }

  /// AWS refuses `immediate` for all of a call where one of its parameters is static. Then each
  /// goes by itself, so that only the static ones wait for a reboot.
  private static List<String> inBatch(
      List<Parameter> batch, Function<List<Parameter>, String> call) {
    try {
      return List.of(call.apply(with(ApplyMethod.IMMEDIATE, batch)));
    } catch (AwsServiceException e) {
      if (!STATIC.equals(e.awsErrorDetails().errorCode())) {
        throw e;
      }
      return batch.size() == 1
          ? List.of(call.apply(with(ApplyMethod.PENDING_REBOOT, batch)))
          : batch.stream().flatMap(one -> inBatch(List.of(one), call).stream()).toList();
    }
  }

  private static List<Parameter> with(ApplyMethod when, List<Parameter> batch) {
    return batch.stream().map(p -> p.toBuilder().applyMethod(when).build()).toList();
  }

  private String modify(String group, List<Parameter> parameters) {
    return rds.modifyDBClusterParameterGroup(
            r -> r.dbClusterParameterGroupName(group).parameters(parameters))
        .responseMetadata()
        .requestId();
  }

  private String reset(String group, List<Parameter> parameters) {
    return rds.resetDBClusterParameterGroup(
            r -> r.dbClusterParameterGroupName(group).parameters(parameters))
        .responseMetadata()
        .requestId();
  }

  private static Parameter parameter(String name, String value) {
    return Parameter.builder().parameterName(name).parameterValue(value).build();
  }
}
