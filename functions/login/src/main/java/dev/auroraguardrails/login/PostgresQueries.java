package dev.auroraguardrails.login;

/// What is asked of PostgreSQL 13 and later. Every name is sought in `pg_catalog` alone, since the
/// session's `search_path` is that.
final class PostgresQueries {
  static final String VERSION = "SELECT current_setting('server_version_num')::int";

  static final String ROLES =
      """
      SELECT rolname, rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolreplication,
             rolbypassrls,
             CASE WHEN rolvaliduntil IS NULL OR rolvaliduntil = 'infinity' THEN 'NEVER'
                  WHEN rolvaliduntil <= now() THEN 'PAST'
                  ELSE 'LATER' END
      FROM pg_roles ORDER BY rolname""";

  /// Before PostgreSQL 16 a member could always SET ROLE.
  static final String MEMBERSHIPS_UNTIL_15 =
      """
      SELECT granted.rolname, holder.rolname, true
      FROM pg_auth_members edge
      JOIN pg_roles granted ON granted.oid = edge.roleid
      JOIN pg_roles holder ON holder.oid = edge.member
      ORDER BY 1, 2""";

  /// Since PostgreSQL 16 one role may be granted several times, by several grantors.
  static final String MEMBERSHIPS =
      """
      SELECT granted.rolname, holder.rolname,
             bool_or(edge.inherit_option OR edge.set_option OR edge.admin_option)
      FROM pg_auth_members edge
      JOIN pg_roles granted ON granted.oid = edge.roleid
      JOIN pg_roles holder ON holder.oid = edge.member
      GROUP BY 1, 2 ORDER BY 1, 2""";

  /// Before PostgreSQL 16 a role is granted once.
  static final String GRANTS_UNTIL_15 =
      """
      SELECT granted.rolname, holder.rolname, NULL, edge.admin_option, NULL, NULL
      FROM pg_auth_members edge
      JOIN pg_roles granted ON granted.oid = edge.roleid
      JOIN pg_roles holder ON holder.oid = edge.member""";

  static final String GRANTS =
      """
      SELECT granted.rolname, holder.rolname, giver.rolname, edge.admin_option,
             edge.inherit_option, edge.set_option
      FROM pg_auth_members edge
      JOIN pg_roles granted ON granted.oid = edge.roleid
      JOIN pg_roles holder ON holder.oid = edge.member
      JOIN pg_roles giver ON giver.oid = edge.grantor""";

  static final String DATABASES =
      """
      SELECT datname, datistemplate, datallowconn, has_database_privilege(oid, 'CONNECT'),
             (SELECT string_agg(DISTINCT right_.privilege_type, ',')
              FROM aclexplode(coalesce(datacl, acldefault('d', datdba))) right_
              WHERE right_.grantee = 0)
      FROM pg_database ORDER BY datname""";

  /// Names are compared before a value leaves the server: other settings may hold anything.
  static final String OWN_SETTINGS =
      """
      SELECT holder.rolname, place.datname, split_part(entry, '=', 1),
             substr(entry, strpos(entry, '=') + 1)
      FROM pg_db_role_setting own
      CROSS JOIN LATERAL unnest(own.setconfig) entry
      LEFT JOIN pg_roles holder ON holder.oid = own.setrole
      LEFT JOIN pg_database place ON place.oid = own.setdatabase
      WHERE split_part(entry, '=', 1) = ANY (?)
      ORDER BY 1 NULLS FIRST, 2 NULLS FIRST, 3""";

  /// A parameter whose extension is not loaded is set to no effect, and `pg_settings` leaves it
  /// out; so do some of RDS, which only `current_setting` knows.
  static final String SETTINGS =
      """
      SELECT wanted, CASE WHEN wanted LIKE 'rds.%' THEN coalesce(known.setting,
                                                                current_setting(wanted, true))
                          ELSE known.setting END
      FROM unnest(?) wanted LEFT JOIN pg_settings known ON known.name = wanted""";

  /// To others than these, `pg_stat_ssl` shows no sessions of other users, without saying so.
  static final String SEES_SESSIONS = "SELECT pg_has_role('pg_read_all_stats', 'USAGE')";

  static final String PLAIN_SESSIONS =
      """
      SELECT session.usename, host(session.client_addr), count(*)
      FROM pg_stat_activity session JOIN pg_stat_ssl tls ON tls.pid = session.pid
      WHERE NOT tls.ssl AND session.client_addr IS NOT NULL
        AND session.backend_type IN ('client backend', 'walsender')
      GROUP BY 1, 2 ORDER BY 1, 2""";

  static final String ADDRESSES =
      """
      SELECT DISTINCT host(client_addr) FROM pg_stat_activity
      WHERE usename = ANY (?) AND client_addr IS NOT NULL""";

  /// Since PostgreSQL 15.
  static final String OPEN_PARAMETERS =
      """
      SELECT parname FROM pg_parameter_acl
      WHERE EXISTS (SELECT FROM aclexplode(paracl) right_ WHERE right_.grantee = 0)
      ORDER BY 1""";

  static final String OPEN_SCHEMAS =
      """
      SELECT nspname FROM pg_namespace
      WHERE nspname !~ '^pg_' AND EXISTS (
        SELECT FROM aclexplode(coalesce(nspacl, acldefault('n', nspowner))) right_
        WHERE right_.grantee = 0 AND right_.privilege_type = 'CREATE')
      ORDER BY 1""";

  /// What an extension made is its business: pg_stat_statements opens its view to everybody.
  static final String OPEN_RELATIONS =
      """
      SELECT space.nspname, thing.relname, thing.relkind = 'S', open.columns, open.privileges
      FROM pg_class thing
      JOIN pg_namespace space ON space.oid = thing.relnamespace
      CROSS JOIN LATERAL (
        SELECT NULL AS columns, string_agg(DISTINCT right_.privilege_type, ',') AS privileges
        FROM aclexplode(thing.relacl) right_ WHERE right_.grantee = 0
        UNION ALL
        SELECT string_agg(DISTINCT part.attname, chr(10)),
               string_agg(DISTINCT right_.privilege_type, ',')
        FROM pg_attribute part, aclexplode(part.attacl) right_
        WHERE part.attrelid = thing.oid AND NOT part.attisdropped AND right_.grantee = 0) open
      WHERE open.privileges IS NOT NULL AND thing.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
        AND space.nspname <> 'information_schema' AND space.nspname !~ '^pg_'
        AND NOT EXISTS (SELECT FROM pg_depend made
                        WHERE made.classid = 'pg_class'::regclass AND made.objid = thing.oid
                          AND made.deptype = 'e')
      ORDER BY 1, 2, 4 NULLS FIRST""";

  static final String DEFINERS =
      """
      SELECT space.nspname, routine.proname, pg_get_function_identity_arguments(routine.oid),
             owner.rolname,
             EXISTS (SELECT FROM unnest(routine.proconfig) own WHERE own ^@ 'search_path=')
      FROM pg_proc routine
      JOIN pg_namespace space ON space.oid = routine.pronamespace
      JOIN pg_roles owner ON owner.oid = routine.proowner
      WHERE routine.prosecdef AND space.nspname NOT IN ('pg_catalog', 'information_schema')
        AND EXISTS (
          SELECT FROM aclexplode(coalesce(routine.proacl, acldefault('f', routine.proowner))) right_
          WHERE right_.grantee = 0 AND right_.privilege_type = 'EXECUTE')
      ORDER BY 1, 2, 3""";

  /// Functions and types are open to PUBLIC unless somebody closes them; DEFINERS judges those.
  static final String OPEN_DEFAULTS =
      """
      SELECT creator.rolname, space.nspname,
             CASE later.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES'
                                      ELSE 'SCHEMAS' END,
             string_agg(DISTINCT right_.privilege_type, ',')
      FROM pg_default_acl later
      JOIN pg_roles creator ON creator.oid = later.defaclrole
      LEFT JOIN pg_namespace space ON space.oid = later.defaclnamespace
      CROSS JOIN LATERAL aclexplode(later.defaclacl) right_
      WHERE right_.grantee = 0 AND later.defaclobjtype IN ('r', 'S', 'n')
      GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""";

  static final String EXTENSIONS =
      "SELECT extname FROM pg_extension WHERE extname = ANY (?) ORDER BY 1";

  static final String STORED_LOGINS = "SELECT srvname, usename FROM pg_user_mappings ORDER BY 1, 2";

  private PostgresQueries() {}
}
