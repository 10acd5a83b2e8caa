package dev.auroraguardrails.baseline;

import dev.auroraguardrails.model.Engines;
import dev.auroraguardrails.model.Exemption;
import dev.auroraguardrails.model.Glob;
import dev.auroraguardrails.model.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What the account is held against: `baseline.yaml`, checked and with its preset filled in.
///
/// @param preset the preset that fills what the file leaves out
/// @param modes what is done about a violation, by control id
/// @param minimumRetentionDays RESIL-03's floor
/// @param clusters what DB clusters are held against besides
/// @param pastUnknown IAM-03: what to do where the ledger does not know whether a policy was
///     attached before
/// @param revertPolicies IAM-03: which attached policies are put back, not only told
/// @param allowedPrincipals who may hold RDS administration: `role/NAME`, `user/NAME`,
///     `group/NAME`, with `*` and `?`
/// @param protectedPrincipals whose policies are never touched, only told; likewise
/// @param trustedAccounts accounts that snapshots may be shared with
/// @param companyRanges the company's own address ranges, in CIDR notation
/// @param iam what else the controls over IAM are told
/// @param sources NET-02 and NET-03: which sources of a rule are too many, or strange
/// @param adjacent what stands beside RDS is held against
/// @param brakes when to stop reverting
/// @param exemptions what is allowed for a while
/// @param guard what is done about changes of the guard itself
public record Baseline(
    String preset,
    Map<String, Mode> modes,
    int minimumRetentionDays,
    Clusters clusters,
    Mode pastUnknown,
    PolicyScope revertPolicies,
    List<String> allowedPrincipals,
    List<String> protectedPrincipals,
    List<String> trustedAccounts,
    List<String> companyRanges,
    Iam iam,
    Sources sources,
    Adjacent adjacent,
    Brakes brakes,
    List<Exemption> exemptions,
    SelfGuard guard) {

  /// What is done about a violation.
  public enum Mode {
    REVERT,
    ALERT,
    OFF
  }

  /// Which policies IAM-02 and IAM-03 put back.
  public enum PolicyScope {
    /// Only where every statement is about RDS.
    RDS_ONLY,
    /// Whatever gives RDS administration, AdministratorAccess too.
    ANY
  }

  /// What else the controls over IAM are told.
  ///
  /// @param inlinePolicies IAM-02: which inline policies are put back, not only told
  /// @param restorePolicies whether policies, trust and boundaries may be given back
  /// @param rdsWriters IAM-14: who may change databases, `role/NAME` or `user/NAME`, with `*` and
  ///     `?`; while nobody is listed, everybody may
  public record Iam(
      PolicyScope inlinePolicies, Restoring restorePolicies, List<String> rdsWriters) {
    public static final Iam USUAL = new Iam(PolicyScope.RDS_ONLY, Restoring.NO, List.of());

    public Iam {
      rdsWriters = List.copyOf(rdsWriters);
    }

    /// @return whether policies, trust and boundaries may be given back
    public boolean restores() {
      return restorePolicies == Restoring.YES;
    }
  }

  /// Whether the guard may give principals something, and not only take it away.
  public enum Restoring {
    /// It has no right to.
    NO,
    /// A function of its own has the right, and does nothing else.
    YES
  }

  /// Which sources of a rule are too many, or strange.
  ///
  /// @param widestIpv4 NET-02: the shortest prefix of public IPv4 addresses that may reach every
  ///     port; rules that let in more addresses than such a block holds are too wide
  /// @param widestIpv6 NET-02: the same of IPv6
  /// @param privateRanges NET-03: whether private addresses are the company's own without being
  ///     listed
  /// @param groups NET-04: the security groups that may be let in; empty for any of this account
  public record Sources(
      int widestIpv4, int widestIpv6, PrivateRanges privateRanges, Set<String> groups) {
    public static final Sources USUAL = new Sources(16, 48, PrivateRanges.INSIDE, Set.of());

    public Sources {
      groups = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(groups));
    }
  }

  /// What private addresses (RFC 1918, RFC 6598, RFC 4193) count as.
  public enum PrivateRanges {
    /// The company's own, whether or not they are listed.
    INSIDE,
    /// Strange, unless they are listed.
    OUTSIDE
  }

  /// What DB clusters are held against.
  ///
  /// @param logTypes LOG-01: the logs that must be exported, by engine
  /// @param unaudited LOG-03: the MySQL users that the audit may leave out
  /// @param roles IAM-09: the IAM roles that clusters may hold: `role/NAME`, with `*` and `?`;
  ///     while none is listed, roles are only told
  /// @param regions DATA-11: the Regions that clusters may be made in; none listed is any
  /// @param leastVersions RESIL-11: the oldest version of an engine that clusters may run
  /// @param exports DATA-03: where exports may go
  public record Clusters(
      Map<String, Set<String>> logTypes,
      Set<String> unaudited,
      Set<String> roles,
      Set<String> regions,
      Map<String, String> leastVersions,
      Exports exports) {
    public static final Clusters DEFAULT =
        new Clusters(
            Map.of(
                Engines.AURORA_MYSQL, Set.of("audit"),
                Engines.AURORA_POSTGRESQL, Set.of("postgresql")),
            Set.of(),
            Set.of(),
            Set.of(),
            Map.of(Engines.AURORA_MYSQL, "3.04", Engines.AURORA_POSTGRESQL, "14"),
            new Exports(Set.of(), Set.of(), Set.of()));

    public Clusters {
      logTypes = java.util.Collections.unmodifiableMap(new TreeMap<>(logTypes));
      unaudited = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(unaudited));
      roles = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(roles));
      regions = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(regions));
      leastVersions = java.util.Collections.unmodifiableMap(new TreeMap<>(leastVersions));
    }

    /// @return the oldest version of the engine that clusters may run; empty for any
    public Optional<String> leastVersion(String engine) {
      return Optional.ofNullable(leastVersions.get(engine));
    }

    /// @return the log types that a cluster of the engine must export
    public Set<String> logTypesOf(String engine) {
      return logTypes.getOrDefault(engine, Set.of());
    }

    /// @return the same with other log types for one engine
    public Clusters withLogTypes(String engine, Set<String> types) {
      var all = new TreeMap<>(logTypes);
      all.put(engine, Set.copyOf(types));
      return new Clusters(all, unaudited, roles, regions, leastVersions, exports);
    }

    /// @return the same with other users that the audit may leave out
    public Clusters withUnaudited(Set<String> users) {
      return new Clusters(logTypes, users, roles, regions, leastVersions, exports);
    }

    /// @return the same with other roles that clusters may hold
    public Clusters withRoles(Set<String> listed) {
      return new Clusters(logTypes, unaudited, listed, regions, leastVersions, exports);
    }

    /// @return the same with other Regions that clusters may be made in
    public Clusters withRegions(Set<String> listed) {
      return new Clusters(logTypes, unaudited, roles, listed, leastVersions, exports);
    }

    /// @return the same with other oldest versions
    public Clusters withLeastVersions(Map<String, String> versions) {
      return new Clusters(logTypes, unaudited, roles, regions, versions, exports);
    }

    /// @return the same with other places for exports
    public Clusters withExports(Exports listed) {
      return new Clusters(logTypes, unaudited, roles, regions, leastVersions, listed);
    }
  }

  /// What stands beside RDS is held against.
  ///
  /// @param databaseSecrets names of secrets that logins to Aurora depend on, besides those that
  ///     clusters and proxies name; with `*` and `?`
  /// @param minimumLogDays LOG-07: how long a cluster's log group must keep events at least
  public record Adjacent(List<String> databaseSecrets, int minimumLogDays) {
    public static final Adjacent USUAL = new Adjacent(List.of(), 30);

    public Adjacent {
      databaseSecrets = List.copyOf(databaseSecrets);
    }

    public boolean names(String secret) {
      return databaseSecrets.stream().anyMatch(pattern -> Glob.matches(pattern, secret));
    }
  }

  /// Where exports to S3 may go.
  ///
  /// @param buckets by name; while there is none, nothing is stopped
  /// @param roles ARNs of those that may write; none is any
  /// @param keys as an export names them; none is any
  public record Exports(Set<String> buckets, Set<String> roles, Set<String> keys) {
    public Exports {
      buckets = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(buckets));
      roles = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(roles));
      keys = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(keys));
    }
  }

  /// What is done about changes of the guard itself.
  ///
  /// @param mode whether its rules and the trail are switched on again, or all is only told
  /// @param deployers who may change it, and is told as low: `role/NAME`, `user/NAME`, with `*`
  ///     and `?`
  public record SelfGuard(Mode mode, List<String> deployers) {
    public SelfGuard {
      deployers = List.copyOf(deployers);
    }
  }

  /// When to stop reverting, and how long to wait before it.
  ///
  /// @param revertsPerHour of one control on one resource; 0 is no limit
  /// @param accountReverts of all families within the minutes; 0 is no limit
  /// @param accountMinutes how long a revert counts for the account
  /// @param familyPercent of a family's known resources within the minutes; 0 is no limit
  /// @param settleSeconds how long to wait with what is not critical, so that a tool which takes
  ///     away and gives again is not seen halfway
  public record Brakes(
      int revertsPerHour,
      int accountReverts,
      int accountMinutes,
      int familyPercent,
      int settleSeconds) {
    public static final Brakes OFF = new Brakes(0, 0, 1, 0, 0);
  }

  public Baseline {
    modes = java.util.Collections.unmodifiableMap(new TreeMap<>(modes));
    allowedPrincipals = List.copyOf(allowedPrincipals);
    protectedPrincipals = List.copyOf(protectedPrincipals);
    trustedAccounts = List.copyOf(trustedAccounts);
    companyRanges = List.copyOf(companyRanges);
    exemptions = List.copyOf(exemptions);
  }

  /// @return the mode of a control; a control that the file does not name is told
  public Mode mode(String control) {
    return modes.getOrDefault(control, Mode.ALERT);
  }

  public boolean allows(ResourceId principal) {
    return matches(allowedPrincipals, principal);
  }

  public boolean protects(ResourceId principal) {
    return matches(protectedPrincipals, principal);
  }

  private static boolean matches(List<String> patterns, ResourceId principal) {
    String name = principal.kind().prefix() + principal.name();
    return patterns.stream().anyMatch(pattern -> Glob.matches(pattern, name));
  }

  public Baseline withoutBrakes() {
    return new Baseline(
        preset,
        modes,
        minimumRetentionDays,
        clusters,
        pastUnknown,
        revertPolicies,
        allowedPrincipals,
        protectedPrincipals,
        trustedAccounts,
        companyRanges,
        iam,
        sources,
        adjacent,
        Brakes.OFF,
        exemptions,
        guard);
  }
}
