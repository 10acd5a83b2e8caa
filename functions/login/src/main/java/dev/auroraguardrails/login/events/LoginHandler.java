package dev.auroraguardrails.login.events;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.auroraguardrails.aws.Clients;
import dev.auroraguardrails.aws.PauseParameter;
import dev.auroraguardrails.aws.SnsAlerts;
import dev.auroraguardrails.aws.Variables;
import dev.auroraguardrails.login.CaBundle;
import dev.auroraguardrails.login.CaBundle.BadBundle;
import dev.auroraguardrails.login.Expected;
import dev.auroraguardrails.login.LoginAudit;
import dev.auroraguardrails.login.LoginCluster;
import dev.auroraguardrails.login.LoginClusters;
import dev.auroraguardrails.login.LoginFixer;
import dev.auroraguardrails.login.SqlFix;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// The function that looks into databases: by lines of their logs, which CloudWatch Logs hands on,
/// and by a schedule, which sends `{"mode": "audit"}`.
public final class LoginHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final Logger LOG = LoggerFactory.getLogger(LoginHandler.class);
  private static final int ACCOUNT = 4;

  private final RdsClient rds = Clients.build(RdsClient.builder());
  private final SnsClient sns = Clients.build(SnsClient.builder());
  private final PauseParameter pause =
      new PauseParameter(
          Clients.build(SsmClient.builder()),
          Variables.required("PAUSE_PARAMETER"),
          InstantSource.system());
  private final DynamoDbClient table = Clients.build(DynamoDbClient.builder());

  /// @return how many alerts were published
  /// @throws IllegalArgumentException when the request is not understood; nothing is done then
  @Override
  public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
    return PowertoolsLogging.withLogging(context, () -> handle(input, context));
  }

  private Map<String, Object> handle(Map<String, Object> input, Context context) {
    String account = context.getInvokedFunctionArn().split(":", -1)[ACCOUNT];
    Optional<LogBatch> batch = Optional.empty();
    if (input.get("awslogs") instanceof Map<?, ?> logs && logs.get("data") instanceof String data) {
      batch = LogBatch.read(data);
      if (batch.isEmpty()) {
        return Map.of("alerts", 0);
      }
      if (!batch.get().account().equals(account)) {
        throw new IllegalArgumentException(
            "wanted logs of account %s, got those of %s".formatted(account, batch.get().account()));
      }
    } else if (!Map.of("mode", "audit").equals(input)) {
      throw new IllegalArgumentException(
          "wanted lines of CloudWatch Logs or {\"mode\": \"audit\"}, got the keys "
              + input.keySet());
    }
    int alerts = 0;
    try (CaBundle bundle =
        CaBundle.open(Path.of(Variables.required("CA_BUNDLE")), Variables.required("CA_SHA256"))) {
      LoginWatch watch = watch(bundle, account);
      if (batch.isPresent()) {
        alerts = watch.heed(batch.get());
      } else {
        alerts = lookAtAll(watch);
      }
    } catch (BadBundle mistake) {
      throw new IllegalStateException(mistake.getMessage(), mistake);
    }
    LOG.info("looked", entry("alerts", alerts));
    return Map.of("alerts", alerts);
  }

  /// One cluster's failure keeps no other from being looked at.
  private int lookAtAll(LoginWatch watch) {
    int alerts = 0;
    var failures = new ArrayList<RuntimeException>();
    for (String cluster : clusters()) {
      try {
        alerts += watch.look(cluster);
      } catch (RuntimeException failed) {
        LOG.error("not looked at", entry("cluster", cluster), failed);
        failures.add(failed);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return alerts;
  }

  private LoginWatch watch(CaBundle bundle, String account) {
    var expected =
        new Expected(Set.copyOf(words("EXPECTED_USERS")), optional("PASSWORDS").equals("yes"));
    var audit =
        new LoginAudit(Variables.required("LOGIN_USER"), bundle, expected, false, rds.utilities());
    var memory = new LoginMemory(table, Variables.required("LEDGER_TABLE"));
    return new LoginWatch(
        new LoginClusters(rds),
        audit,
        memory,
        new SnsAlerts(sns, Variables.required("TOPIC_ARN")),
        new LoginAlerts(account, Clients.region()),
        Addresses.of(optional("MASTER_HOSTS")),
        repairs(bundle, memory),
        InstantSource.system());
  }

  /// `REVERTS` names what is put back; nothing where it names nothing.
  private Optional<LoginRepairs> repairs(CaBundle bundle, LoginMemory memory) {
    Set<SqlFix.Kind> kinds =
        words("REVERTS").stream().map(SqlFix.Kind::of).collect(Collectors.toSet());
    if (kinds.isEmpty()) {
      return Optional.empty();
    }
    var fixer = new LoginFixer(Variables.required("FIX_USER"), bundle, kinds, rds.utilities());
    return Optional.of(new LoginRepairs(fixer, memory, pause));
  }

  /// Those that `CLUSTERS` names; all of the Region where it names none.
  private List<String> clusters() {
    List<String> named = words("CLUSTERS");
    return named.isEmpty()
        ? new LoginClusters(rds).find(List.of()).stream().map(LoginCluster::name).toList()
        : named;
  }

  private static List<String> words(String variable) {
    return Arrays.stream(optional(variable).split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toList());
  }

  private static String optional(String variable) {
    return System.getenv().getOrDefault(variable, "");
  }
}
