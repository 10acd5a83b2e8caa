package dev.auroraguardrails.control;

import dev.auroraguardrails.control.audit.ActivityStreamKept;
import dev.auroraguardrails.control.audit.EnhancedMonitoringKept;
import dev.auroraguardrails.control.audit.EventSubscriptionsKept;
import dev.auroraguardrails.control.audit.LogGroupsKept;
import dev.auroraguardrails.control.audit.LoginDetectionOn;
import dev.auroraguardrails.control.audit.LogsExported;
import dev.auroraguardrails.control.audit.MysqlAuditOn;
import dev.auroraguardrails.control.audit.NoAccountHiddenFromAudit;
import dev.auroraguardrails.control.audit.PostgresqlAuditKept;
import dev.auroraguardrails.control.audit.PostgresqlConnectionsLogged;
import dev.auroraguardrails.control.data.BlueGreenDeploymentsExpected;
import dev.auroraguardrails.control.data.ClustersEncrypted;
import dev.auroraguardrails.control.data.ClustersNotCloned;
import dev.auroraguardrails.control.data.ClustersStayInAllowedRegions;
import dev.auroraguardrails.control.data.ClustersUseTheirOwnKey;
import dev.auroraguardrails.control.data.EncryptionKeysUsable;
import dev.auroraguardrails.control.data.ExportsGoWhereAllowed;
import dev.auroraguardrails.control.data.IntegrationsStayInTrustedAccounts;
import dev.auroraguardrails.control.data.LogFilesNotDownloaded;
import dev.auroraguardrails.control.data.RestoredFromOwnSnapshots;
import dev.auroraguardrails.control.data.SnapshotCopiesStayInPlace;
import dev.auroraguardrails.control.data.SnapshotsEncrypted;
import dev.auroraguardrails.control.data.SnapshotsPrivate;
import dev.auroraguardrails.control.data.SnapshotsSharedWithTrustedOnly;
import dev.auroraguardrails.control.iam.AdministratorsGetNoNewLogins;
import dev.auroraguardrails.control.iam.BoundariesKept;
import dev.auroraguardrails.control.iam.ClusterRolesKept;
import dev.auroraguardrails.control.iam.ClusterRolesListed;
import dev.auroraguardrails.control.iam.DatabaseLoginsNamed;
import dev.auroraguardrails.control.iam.DenialsKept;
import dev.auroraguardrails.control.iam.GroupsJoinedByFew;
import dev.auroraguardrails.control.iam.KeysClosedToStrangers;
import dev.auroraguardrails.control.iam.NoWayToMoreRights;
import dev.auroraguardrails.control.iam.RdsAdministrationLimited;
import dev.auroraguardrails.control.iam.RolesClosedToStrangers;
import dev.auroraguardrails.control.iam.ScopedInlinePolicies;
import dev.auroraguardrails.control.iam.ScopedManagedPolicies;
import dev.auroraguardrails.control.iam.SecretsClosedToStrangers;
import dev.auroraguardrails.control.iam.UsersHoldNoRdsRights;
import dev.auroraguardrails.control.login.DirectoryKept;
import dev.auroraguardrails.control.login.IamDatabaseAuthenticationOn;
import dev.auroraguardrails.control.login.MasterPasswordManaged;
import dev.auroraguardrails.control.login.MasterPasswordUntouched;
import dev.auroraguardrails.control.login.MasterUserByToken;
import dev.auroraguardrails.control.login.MasterUserNamed;
import dev.auroraguardrails.control.login.PasswordCommandsRestricted;
import dev.auroraguardrails.control.login.SecretsKept;
import dev.auroraguardrails.control.login.SecretsRotated;
import dev.auroraguardrails.control.network.AllPortsClosedToWideSources;
import dev.auroraguardrails.control.network.AllowRulesKept;
import dev.auroraguardrails.control.network.ClusterGroupsStayClosed;
import dev.auroraguardrails.control.network.ClustersBornClosed;
import dev.auroraguardrails.control.network.DataApiOff;
import dev.auroraguardrails.control.network.DatabasePortsClosedToTheWorld;
import dev.auroraguardrails.control.network.DatabaseSubnetsArePrivate;
import dev.auroraguardrails.control.network.DefaultGroupUnattached;
import dev.auroraguardrails.control.network.DefaultGroupsEmpty;
import dev.auroraguardrails.control.network.DefaultPortUnused;
import dev.auroraguardrails.control.network.DualStackReviewed;
import dev.auroraguardrails.control.network.EgressClosedToTheWorld;
import dev.auroraguardrails.control.network.FlowLogsKept;
import dev.auroraguardrails.control.network.GroupChangesTold;
import dev.auroraguardrails.control.network.GroupsStayInTheirVpc;
import dev.auroraguardrails.control.network.InstancesNotPublic;
import dev.auroraguardrails.control.network.InternetGatewayAbsent;
import dev.auroraguardrails.control.network.NetworkAclsClosedToTheWorld;
import dev.auroraguardrails.control.network.PeersKnown;
import dev.auroraguardrails.control.network.PrefixListsKeepStrangersOut;
import dev.auroraguardrails.control.network.PublicAccessBlocked;
import dev.auroraguardrails.control.network.ShardGroupsNotPublic;
import dev.auroraguardrails.control.network.SourceGroupsKnown;
import dev.auroraguardrails.control.network.SourcesWithinTheCompany;
import dev.auroraguardrails.control.network.SubnetGroupsArePrivate;
import dev.auroraguardrails.control.resilience.AutomatedBackupsNotDeleted;
import dev.auroraguardrails.control.resilience.BacktrackKept;
import dev.auroraguardrails.control.resilience.BackupPlansKept;
import dev.auroraguardrails.control.resilience.BackupRetentionKept;
import dev.auroraguardrails.control.resilience.ClustersKeepRunning;
import dev.auroraguardrails.control.resilience.DatabasesNotDeleted;
import dev.auroraguardrails.control.resilience.DeletionProtectionOn;
import dev.auroraguardrails.control.resilience.EngineVersionsSupported;
import dev.auroraguardrails.control.resilience.MaintenanceWindowsKept;
import dev.auroraguardrails.control.resilience.MembersInTwoZones;
import dev.auroraguardrails.control.resilience.MinorVersionUpgradesOn;
import dev.auroraguardrails.control.resilience.RecoveryPointsKept;
import dev.auroraguardrails.control.resilience.SnapshotsCarryTags;
import dev.auroraguardrails.control.resilience.SnapshotsNotDeleted;
import dev.auroraguardrails.control.tls.MysqlClientsUseTls;
import dev.auroraguardrails.control.tls.OldTlsVersionsRefused;
import dev.auroraguardrails.control.tls.ParameterGroupsStayHard;
import dev.auroraguardrails.control.tls.ParametersInForce;
import dev.auroraguardrails.control.tls.PostgresqlClientsUseTls;
import dev.auroraguardrails.model.ControlInfo;
import dev.auroraguardrails.model.Resource.ApiCall;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Every control, one line each.
public final class Controls {
  public static final List<Control<?>> ALL =
      List.of(
          new ScopedManagedPolicies(),
          new ScopedInlinePolicies(),
          new RdsAdministrationLimited(),
          new DatabaseLoginsNamed(),
          new NoWayToMoreRights(),
          new UsersHoldNoRdsRights(),
          new RolesClosedToStrangers(),
          new SecretsClosedToStrangers(),
          new KeysClosedToStrangers(),
          new ClusterRolesListed(),
          new ClusterRolesKept(),
          new BoundariesKept(),
          new DenialsKept(),
          new AdministratorsGetNoNewLogins(),
          new GroupsJoinedByFew(),
          new DatabasePortsClosedToTheWorld(),
          new AllPortsClosedToWideSources(),
          new SourcesWithinTheCompany(),
          new ClusterGroupsStayClosed(),
          new DefaultGroupUnattached(),
          new SourceGroupsKnown(),
          new EgressClosedToTheWorld(),
          new DefaultGroupsEmpty(),
          new GroupsStayInTheirVpc(),
          new SubnetGroupsArePrivate(),
          new PrefixListsKeepStrangersOut(),
          new DatabaseSubnetsArePrivate(),
          new NetworkAclsClosedToTheWorld(),
          new PublicAccessBlocked(),
          new PeersKnown(),
          new FlowLogsKept(),
          new GroupChangesTold(),
          new InstancesNotPublic(),
          new ClustersBornClosed(),
          new InternetGatewayAbsent(),
          new DefaultPortUnused(),
          new DualStackReviewed(),
          new ShardGroupsNotPublic(),
          new DataApiOff(),
          new AllowRulesKept(),
          new IamDatabaseAuthenticationOn(),
          new MasterPasswordUntouched(),
          new SecretsRotated(),
          new SecretsKept(),
          new PasswordCommandsRestricted(),
          new MasterPasswordManaged(),
          new MasterUserNamed(),
          new MasterUserByToken(),
          new DirectoryKept(),
          new SnapshotsPrivate(),
          new SnapshotsSharedWithTrustedOnly(),
          new EncryptionKeysUsable(),
          new ExportsGoWhereAllowed(),
          new SnapshotCopiesStayInPlace(),
          new ClustersEncrypted(),
          new ClustersUseTheirOwnKey(),
          new SnapshotsEncrypted(),
          new IntegrationsStayInTrustedAccounts(),
          new ClustersNotCloned(),
          new ClustersStayInAllowedRegions(),
          new RestoredFromOwnSnapshots(),
          new BlueGreenDeploymentsExpected(),
          new LogFilesNotDownloaded(),
          new LogsExported(),
          new MysqlAuditOn(),
          new NoAccountHiddenFromAudit(),
          new PostgresqlAuditKept(),
          new PostgresqlConnectionsLogged(),
          new LogGroupsKept(),
          new LoginDetectionOn(),
          new ActivityStreamKept(),
          new EventSubscriptionsKept(),
          new EnhancedMonitoringKept(),
          new MysqlClientsUseTls(),
          new PostgresqlClientsUseTls(),
          new OldTlsVersionsRefused(),
          new ParameterGroupsStayHard(),
          new ParametersInForce(),
          new DeletionProtectionOn(),
          new DatabasesNotDeleted(),
          new SnapshotsNotDeleted(),
          new BackupPlansKept(),
          new RecoveryPointsKept(),
          new SnapshotsCarryTags(),
          new ClustersKeepRunning(),
          new MinorVersionUpgradesOn(),
          new BackupRetentionKept(),
          new AutomatedBackupsNotDeleted(),
          new MembersInTwoZones(),
          new BacktrackKept(),
          new EngineVersionsSupported(),
          new MaintenanceWindowsKept());

  private static final Map<Class<?>, ControlInfo> INFO =
      ALL.stream().collect(Collectors.toMap(Control::getClass, c -> read(c.getClass())));

  private static final Map<String, Set<String>> BY_CALL =
      INFO.values().stream()
          .flatMap(info -> info.calls().stream())
          .distinct()
          .collect(Collectors.toMap(Function.identity(), Controls::idsLookingAt));

  private Controls() {}

  public static ControlInfo infoOf(Control<?> control) {
    return java.util.Objects.requireNonNull(INFO.get(control.getClass()));
  }

  /// @param eventName CloudTrail's event name
  /// @return the ids of the controls that look at it
  public static Set<String> lookingAt(String eventName) {
    return BY_CALL.getOrDefault(eventName, Set.of());
  }

  /// @param eventName CloudTrail's event name
  /// @return whether the controls that look at it judge the call and not a state
  public static boolean judgesTheCallItself(String eventName) {
    List<Control<?>> looking =
        ALL.stream().filter(control -> infoOf(control).calls().contains(eventName)).toList();
    return !looking.isEmpty()
        && looking.stream().allMatch(control -> control.checks().equals(ApiCall.class));
  }

  private static Set<String> idsLookingAt(String call) {
    return INFO.values().stream()
        .filter(info -> info.calls().contains(call))
        .map(ControlInfo::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> calls(About about) {
    var calls = new TreeSet<>(List.of(about.calls()));
    List.of(about.on()).forEach(set -> calls.addAll(set.calls()));
    return calls;
  }

  private static ControlInfo read(Class<?> type) {
    About about = type.getAnnotation(About.class);
    if (about == null) {
      throw new IllegalStateException(type.getName() + " lacks @About");
    }
    return new ControlInfo(
        about.id(),
        about.title(),
        about.severity(),
        about.family(),
        about.act(),
        calls(about),
        about.why(),
        about.limits(),
        List.of(about.mappings()));
  }
}
