package dev.auroraguardrails.login;

/// What is asked of Aurora MySQL 2 (MySQL 5.7) and 3 (MySQL 8.0).
final class MysqlQueries {
  static final String WHO = "SELECT current_user(), @@version, @@performance_schema";

  /// The hash is compared on the server and does not leave it.
  ///
  // https://dev.mysql.com/doc/refman/8.0/en/grant-tables.html
  static final String ACCOUNTS =
      """
      SELECT User, Host, plugin, authentication_string = '' OR authentication_string IS NULL,
             ssl_type, account_locked = 'Y', password_lifetime,
             concat_ws(',', if(Super_priv = 'Y', 'SUPER', NULL),
                            if(Grant_priv = 'Y', 'GRANT OPTION', NULL),
                            if(Create_user_priv = 'Y', 'CREATE USER', NULL),
                            if(File_priv = 'Y', 'FILE', NULL),
                            if(Process_priv = 'Y', 'PROCESS', NULL),
                            if(Shutdown_priv = 'Y', 'SHUTDOWN', NULL),
                            if(Repl_slave_priv = 'Y', 'REPLICATION SLAVE', NULL))
      FROM mysql.user ORDER BY User, Host""";

  /// Since MySQL 8.0.
  static final String ROLES =
      "SELECT FROM_USER, FROM_HOST, TO_USER, TO_HOST FROM mysql.role_edges ORDER BY 1, 2, 3, 4";

  static final String ROLES_WITH_ADMIN =
      """
      SELECT FROM_USER, FROM_HOST, TO_USER, TO_HOST, WITH_ADMIN_OPTION = 'Y'
      FROM mysql.role_edges""";

  /// Those that a login makes active by itself, by role and holder.
  static final String DEFAULT_ROLES =
      "SELECT DEFAULT_ROLE_USER, DEFAULT_ROLE_HOST, USER, HOST FROM mysql.default_roles";

  /// Since MySQL 8.0: privileges that are not columns.
  static final String DYNAMIC =
      """
      SELECT USER, HOST, PRIV FROM mysql.global_grants
      WHERE PRIV IN ('ROLE_ADMIN', 'SET_USER_ID', 'CONNECTION_ADMIN', 'AUDIT_ADMIN',
                     'APPLICATION_PASSWORD_ADMIN', 'SYSTEM_VARIABLES_ADMIN', 'BINLOG_ADMIN',
                     'BACKUP_ADMIN', 'REPLICATION_APPLIER', 'ENCRYPTION_KEY_ADMIN')
      ORDER BY 1, 2, 3""";

  static final String SETTINGS = "SHOW GLOBAL VARIABLES";

  static final String PLAIN_SESSIONS =
      """
      SELECT PROCESSLIST_USER, coalesce(PROCESSLIST_HOST, ''), count(*)
      FROM performance_schema.threads
      WHERE TYPE = 'FOREGROUND' AND PROCESSLIST_USER IS NOT NULL AND CONNECTION_TYPE = 'TCP/IP'
      GROUP BY 1, 2 ORDER BY 1, 2""";

  static final String ADDRESSES =
      """
      SELECT DISTINCT PROCESSLIST_USER, PROCESSLIST_HOST FROM performance_schema.threads
      WHERE PROCESSLIST_USER IS NOT NULL AND PROCESSLIST_HOST IS NOT NULL""";

  private MysqlQueries() {}
}
