package dev.auroraguardrails.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.model.ACluster;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbCluster;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import dev.auroraguardrails.port.Ledger.LastGood;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A value that is weak from the start does not keep the others from being remembered, and never is
/// itself.
class MemoryTest {
  private static final String TLS = "rds.force_ssl";
  private static final String LOG = "log_connections";
  private static final String PASSWORDS = "rds.restrict_password_commands";

  private final World world = new World();

  private static DbClusterParameterGroup group(String... namesAndValues) {
    return Given.parameters("aurora-postgresql16", namesAndValues);
  }

  private Map<String, String> rememberedAfter(DbClusterParameterGroup now, String parameter) {
    world.has(now);
    world.handle(
        Given.call(
            "e-" + parameter + now.values().hashCode(),
            "rds",
            "ModifyDBClusterParameterGroup",
            "{'dBClusterParameterGroupName':'hardened','parameters':[{'parameterName':'%s',"
                    .formatted(parameter)
                + "'parameterValue':'%s','applyMethod':'immediate'}]}"
                    .formatted(now.values().get(parameter))));
    Optional<LastGood<DbClusterParameterGroup>> good =
        world.ledger.lastGood(now.immutableId(), DbClusterParameterGroup.class);
    return good.map(known -> known.state().values()).orElse(Map.of());
  }

  @Test
  void whatIsWeakFromTheStartIsLeftOut() {
    var now = group(TLS, "1", LOG, "1", "log_disconnections", "1", PASSWORDS, "0");

    assertThat(rememberedAfter(now, LOG)).containsOnlyKeys(TLS, LOG, "log_disconnections");
  }

  @Test
  void whatWasStrongStaysKnownWhileItIsWeak() {
    var strong = group(TLS, "1", LOG, "1", "log_disconnections", "1", PASSWORDS, "1");
    var weak = group(TLS, "1", LOG, "1", "log_disconnections", "1", PASSWORDS, "0");

    assertThat(rememberedAfter(strong, LOG)).containsEntry(PASSWORDS, "1");
    assertThat(rememberedAfter(weak, PASSWORDS)).containsEntry(PASSWORDS, "1");
  }

  @Test
  void nothingIsRememberedOfAClusterThatIsWeak() {
    var good = ACluster.orders().build();
    var cut = ACluster.orders().retention(1).build();
    world.has(good);
    world.handle(Given.modify("e-1", "'deletionProtection':true"));
    world.effectsHappen = false;
    world.has(cut);
    world.handle(Given.modify("e-2", "'deletionProtection':true"));

    assertThat(world.ledger.lastGood(good.immutableId(), DbCluster.class).orElseThrow().state())
        .isEqualTo(good);
  }
}
