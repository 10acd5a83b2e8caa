package dev.auroraguardrails.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.auroraguardrails.control.Judge;
import dev.auroraguardrails.model.ChangeEvent;
import dev.auroraguardrails.model.Given;
import dev.auroraguardrails.model.Resource.DbClusterParameterGroup;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostgresqlAuditKeptTest {
  private final Judge<DbClusterParameterGroup> judge = Judge.by(new PostgresqlAuditKept());

  private static final String LIBRARIES = "shared_preload_libraries";
  private static final String LOG = "pgaudit.log";
  private static final String ROLE = "pgaudit.role";

  private static DbClusterParameterGroup group(String libraries, String log, String role) {
    return Given.parameters("aurora-postgresql16", LIBRARIES, libraries, LOG, log, ROLE, role);
  }

  private static ChangeEvent sets(String name, String value) {
    return Given.call(
        "e-1",
        "rds",
        "ModifyDBClusterParameterGroup",
        "{'dBClusterParameterGroupName':'hardened','parameters':[{'parameterName':'%s',"
                .formatted(name)
            + "'parameterValue':'%s','applyMethod':'immediate'}]}".formatted(value));
  }

  @Test
  void anAuditAsItWasOrWiderIsLeftAlone() {
    judge.whenLastGoodWas(group("pgaudit", "ddl,role", "rds_pgaudit"));

    judge.passes(group("pgaudit", "role,ddl", "rds_pgaudit"));
    judge.passes(group("pg_cron,pgaudit", "all", "rds_pgaudit"));
  }

  @Test
  void aGroupThatNeverHadItIsLeftAlone() {
    judge.whenLastGoodWas(Given.parameters("aurora-postgresql16"));

    judge.passes(Given.parameters("aurora-postgresql16", LOG, "none"));
    judge.passes(Given.parameters("aurora-mysql8.0"));
  }

  @Test
  void itIsLoadedAgainBesideWhatIsLoadedNow() {
    judge.whenLastGoodWas(group("pgaudit,pg_stat_statements", "ddl", ""));

    var without = group("pg_cron", "ddl", "");

    assertThat(judge.fixes(without))
        .isEqualTo(Given.setsParameter(LIBRARIES, Optional.of("pg_cron"), "pg_cron,pgaudit"));
    assertThat(judge.blames(without).evidence()).endsWith("pgAudit is gone with the next reboot");
  }

  @Test
  void aResetBringsTheLibrariesOfTheDefaultBesideIt() {
    judge.whenLastGoodWas(group("pgaudit", "none", "rds_pgaudit"));

    var reset = Given.parameters("aurora-postgresql16", ROLE, "rds_pgaudit");

    assertThat(judge.fixes(reset))
        .isEqualTo(Given.setsParameter(LIBRARIES, Optional.empty(), "pg_stat_statements,pgaudit"));
  }

  @Test
  void aNarrowerAuditGetsItsClassesBack() {
    judge.whenLastGoodWas(group("pgaudit", "all,-misc", ""));

    var narrow = group("pgaudit", "ddl,write,function,read,misc_set", "");

    assertThat(judge.fixes(narrow))
        .isEqualTo(
            Given.setsParameter(LOG, Optional.of("ddl,write,function,read,misc_set"), "all,-misc"));
    assertThat(judge.blames(narrow).evidence()).endsWith("not audited any more: role");
  }

  @Test
  void theRoleOfObjectsThatAreAuditedComesBack() {
    judge.whenLastGoodWas(group("pgaudit", "ddl", "rds_pgaudit"));

    assertThat(judge.fixes(group("pgaudit", "ddl", "")))
        .isEqualTo(Given.setsParameter(ROLE, Optional.of(""), "rds_pgaudit"));
  }

  @Test
  void whereThePastIsUnknownACallThatMayHaveTakenItOutIsTold() {
    judge.after(sets(LIBRARIES, "pg_cron"));
    assertThat(judge.doubts(group("pg_cron", "none", ""))).contains("not known");

    judge.after(sets(LOG, "none"));
    assertThat(judge.doubts(group("pgaudit", "none", ""))).contains("not known");
    judge.passes(group("pgaudit", "none", "rds_pgaudit"));
  }

  @Test
  void whereThePastIsUnknownOtherCallsAreLeftAlone() {
    judge.after(sets("log_statement", "ddl"));

    judge.passes(group("pg_cron", "none", ""));
  }
}
