package dev.auroraguardrails.control.tls;

import dev.auroraguardrails.control.About;
import dev.auroraguardrails.control.CallSet;
import dev.auroraguardrails.control.Context;
import dev.auroraguardrails.control.Control;
import dev.auroraguardrails.control.ParameterFloor;
import dev.auroraguardrails.model.Act;
import dev.auroraguardrails.model.Engines;
import dev.auroraguardrails.model.Family;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.model.Severity;
import dev.auroraguardrails.model.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// `tls_version` waits for a reboot. Unless somebody sets it, Aurora MySQL 5.7 takes TLS 1.0, too;
/// what later families take is not documented for every version, so there it has to be set
/// (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Security.html).
@About(
    id = "TLS-04",
    title = "Aurora clusters take no TLS older than 1.2",
    severity = Severity.MEDIUM,
    family = Family.RDS,
    act = Act.REVERT_IF_ASKED,
    on = CallSet.PARAMETER_CHANGES,
    why = "TLS 1.0 and 1.1 have known weaknesses, and a client can be made to fall back to them.",
    limits = "Aurora MySQL takes the value over at a reboot only, which is left to a person.",
    mappings = "CIS AWS Database Services 2.3")
public final class OldTlsVersionsRefused implements Control<DbClusterParameterGroup> {
  private static final Set<String> GOOD = Set.of("TLSv1.2", "TLSv1.3");
  private static final ParameterFloor MYSQL =
      new ParameterFloor(
          Engines.AURORA_MYSQL,
          "tls_version",
          OldTlsVersionsRefused::isGood,
          family ->
              family.equals("aurora-mysql5.7")
                  ? Optional.of("TLSv1,TLSv1.1,TLSv1.2")
                  : Optional.empty(),
          "TLSv1.2");
  private static final ParameterFloor POSTGRESQL =
      new ParameterFloor(
          Engines.AURORA_POSTGRESQL,
          "ssl_min_protocol_version",
          OldTlsVersionsRefused::isGood,
          family -> Optional.of("TLSv1.2"),
          "TLSv1.2");

  @Override
  public Class<DbClusterParameterGroup> checks() {
    return DbClusterParameterGroup.class;
  }

  @Override
  public List<Violation> check(
      DbClusterParameterGroup now, Context<DbClusterParameterGroup> context) {
    return Stream.of(MYSQL, POSTGRESQL)
        .flatMap(floor -> floor.check(now, context, "clients may use an old TLS").stream())
        .toList();
  }

  private static boolean isGood(String versions) {
    Set<String> words = ParameterFloor.words(versions);
    return !words.isEmpty() && GOOD.containsAll(words);
  }
}
