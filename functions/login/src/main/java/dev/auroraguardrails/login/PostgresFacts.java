package dev.auroraguardrails.login;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was read of an Aurora PostgreSQL cluster. No password, hash, statement or query is in it.
///
/// @param reader the user that read it
/// @param databases every database of the cluster, also those that were not entered
/// @param settings by name; what the server does not know is not in it
/// @param sessions those without TLS; absent when the reader may not see other users' sessions
/// @param openParameters parameters that everybody may set
/// @param inside what was read in each database that could be entered
/// @param unread what could not be read, and why
record PostgresFacts(
    String reader,
    List<Role> roles,
    List<Membership> memberships,
    List<Database> databases,
    List<OwnSetting> ownSettings,
    Map<String, String> settings,
    Optional<List<PlainSession>> sessions,
    List<String> openParameters,
    List<Inside> inside,
    List<Unread> unread) {
  PostgresFacts {
    roles = List.copyOf(roles);
    memberships = List.copyOf(memberships);
    databases = List.copyOf(databases);
    ownSettings = List.copyOf(ownSettings);
    settings = Map.copyOf(settings);
    sessions = sessions.map(List::copyOf);
    openParameters = List.copyOf(openParameters);
    inside = List.copyOf(inside);
    unread = List.copyOf(unread);
  }

  /// When a role's password ends.
  enum Expiry {
    NEVER,
    LATER,
    PAST
  }

  /// @param attributes of SUPERUSER, CREATEROLE, CREATEDB, REPLICATION, BYPASSRLS those it has
  record Role(String name, boolean login, Set<String> attributes, Expiry expiry) {
    Role {
      attributes = Set.copyOf(attributes);
    }
  }

  /// A direct grant of one role to another.
  ///
  /// @param usable whether the member can use it: by inheritance, by SET ROLE, or by giving itself
  ///     that; from PostgreSQL 16 on a grant may allow none of these
  record Membership(String role, String member, boolean usable) {}

  /// @param open what PUBLIC may do with the database itself
  record Database(
      String name, boolean template, boolean connectable, boolean enterable, Set<String> open) {
    Database {
      open = Set.copyOf(open);
    }
  }

  /// A setting that differs for a role, in a database, or both; absent means for all.
  record OwnSetting(Optional<String> role, Optional<String> database, String name, String value) {}

  record PlainSession(String user, String address, int count) {}

  /// What stands in one database.
  ///
  /// @param openSchemas those in which everybody may create
  /// @param extensions of those that lead out of the database
  record Inside(
      String database,
      List<String> openSchemas,
      List<OpenRelation> openRelations,
      List<Definer> definers,
      List<OpenDefault> openDefaults,
      List<String> extensions,
      List<StoredLogin> storedLogins) {
    Inside {
      openSchemas = List.copyOf(openSchemas);
      openRelations = List.copyOf(openRelations);
      definers = List.copyOf(definers);
      openDefaults = List.copyOf(openDefaults);
      extensions = List.copyOf(extensions);
      storedLogins = List.copyOf(storedLogins);
    }
  }

  /// A table, view or sequence, or some columns of it, with what PUBLIC may do.
  ///
  /// @param columns empty for the whole
  record OpenRelation(
      String schema, String name, boolean sequence, Set<String> columns, Set<String> privileges) {
    OpenRelation {
      columns = Set.copyOf(columns);
      privileges = Set.copyOf(privileges);
    }
  }

  /// A SECURITY DEFINER routine that PUBLIC may run.
  ///
  /// @param arguments its types, as PostgreSQL writes them
  /// @param pinned whether it sets its own search_path
  record Definer(String schema, String name, String arguments, String owner, boolean pinned) {}

  /// What PUBLIC will get on objects that a role creates later.
  ///
  /// @param schema absent for all
  /// @param objects TABLES, SEQUENCES or SCHEMAS
  record OpenDefault(
      String creator, Optional<String> schema, String objects, Set<String> privileges) {
    OpenDefault {
      privileges = Set.copyOf(privileges);
    }
  }

  /// A user mapping, which may hold a password for another server.
  record StoredLogin(String server, String user) {}

  record Unread(Optional<String> database, String why) {}
}
