package dev.auroraguardrails.login;

import java.util.Set;

/// A MySQL account: the same user from another host is another account.
///
/// @param user empty for the anonymous one, as whom everybody may log in
/// @param host a name or address, or a pattern of `%` and `_`
record AccountName(String user, String host) {
  private static final String ANYWHERE = "%";

  private static final Set<String> LOCAL = Set.of("mysql.sys", "mysql.session", "mysql.infoschema");

  /// AWS's own, by name and host: an account of such a name from elsewhere is somebody's.
  private static final Set<AccountName> OF_AWS =
      Set.of(
          new AccountName("rdsadmin", "localhost"),
          new AccountName("rdsrepladmin", ANYWHERE),
          new AccountName("rdsproxyadmin", ANYWHERE),
          new AccountName("rds_superuser_role", ANYWHERE));

  /// @return the account as an identifier: `` `eve`@`%` ``
  String quoted() {
    return Sql.backticked(user) + "@" + Sql.backticked(host);
  }

  /// As `quoted`; from any host, as roles are, without the host.
  String quotedAsRole() {
    return host.equals(ANYWHERE) ? Sql.backticked(user) : quoted();
  }

  boolean isInternal() {
    return OF_AWS.contains(this)
        || (LOCAL.contains(user) && host.equals("localhost"))
        || isServiceRole();
  }

  /// A role that lets its members use another AWS service from SQL: `AWS_S3_ACCESS`-like names.
  ///
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Compare-80-v3.html
  boolean isServiceRole() {
    return host.equals(ANYWHERE) && user.matches("AWS_[A-Z0-9_]+_ACCESS");
  }

  /// @return whether the host part names more than one host
  boolean fromAnyHost() {
    return host.isEmpty() || host.contains("%") || host.contains("_");
  }

  @Override
  public String toString() {
    return user + "@" + host;
  }
}
