package dev.auroraguardrails.login;

import static dev.auroraguardrails.model.Severity.CRITICAL;
import static dev.auroraguardrails.model.Severity.HIGH;
import static dev.auroraguardrails.model.Severity.LOW;
import static dev.auroraguardrails.model.Severity.MEDIUM;

import dev.auroraguardrails.model.Severity;
import java.util.Locale;

/// What the inside of a database is asked for. LOGIN-11 is about who holds power by a grant,
/// LOGIN-13 about what stands weakly; a check is a part of one of them.
public enum Check {
  /// A login that is a member of `rds_superuser` or `rds_superuser_role` and is not expected there.
  SUPERUSER_MEMBER("LOGIN-11", HIGH),
  /// A login that holds a predefined role which reaches beyond grants on tables.
  POWERFUL_MEMBER("LOGIN-11", HIGH),
  /// A login with an attribute that reaches beyond grants.
  ROLE_ATTRIBUTE("LOGIN-11", HIGH),
  /// Everybody gets in: an account with an empty password.
  NO_PASSWORD("LOGIN-13", CRITICAL),
  /// Everybody gets in: an account without a name.
  ANONYMOUS("LOGIN-13", CRITICAL),
  /// A mighty account that takes logins from any host.
  ANY_HOST("LOGIN-13", HIGH),
  /// An account that may log in without TLS.
  NO_TLS_DEMAND("LOGIN-13", MEDIUM),
  /// A login by password, where IAM could give it.
  PASSWORD_LOGIN("LOGIN-13", MEDIUM),
  /// A password that stays valid for ever.
  NO_EXPIRY("LOGIN-13", LOW),
  /// Everybody may create objects.
  PUBLIC_CREATE("LOGIN-13", HIGH),
  /// Everybody may connect, or make temporary tables: PostgreSQL's default.
  PUBLIC_CONNECT("LOGIN-13", LOW),
  /// Everybody may write a table.
  PUBLIC_WRITE("LOGIN-13", HIGH),
  /// Everybody may read a table.
  PUBLIC_READ("LOGIN-13", MEDIUM),
  /// Everybody will have a right on what is created later.
  PUBLIC_BY_DEFAULT("LOGIN-13", MEDIUM),
  /// Everybody may run a function with the rights of an owner who is mighty.
  PUBLIC_DEFINER_OF_MIGHT("LOGIN-13", CRITICAL),
  /// Everybody may run a function with its owner's rights.
  PUBLIC_DEFINER("LOGIN-13", MEDIUM),
  /// Everybody may set a parameter that only superusers set otherwise.
  PUBLIC_PARAMETER("LOGIN-13", HIGH),
  /// A role or database has a setting of its own that hides what it does.
  AUDIT_SWITCHED_OFF("LOGIN-13", HIGH),
  /// A setting of the cluster leaves logins open or unseen.
  WEAK_SETTING("LOGIN-13", MEDIUM),
  /// Somebody is connected without TLS.
  PLAIN_SESSION("LOGIN-13", HIGH),
  /// A way by which data can leave the database.
  WAY_OUT("LOGIN-13", LOW),
  /// The audit could not see it, which is no pass.
  COULD_NOT_BE_READ("LOGIN-13", HIGH);

  private final String control;
  private final Severity severity;

  Check(String control, Severity severity) {
    this.control = control;
    this.severity = severity;
  }

  /// @return the id of the control that it is a part of
  public String control() {
    return control;
  }

  /// @return how bad it is while it stands
  public Severity severity() {
    return severity;
  }

  /// @return its name in reports: `public-create`
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
