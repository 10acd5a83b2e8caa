"""What holds the data, its audit and its records: broken by a call, put back by the deployed guard.

Each is put back once, its twin is left alone, and the same event once more changes nothing.
"""

import json

import pytest
from guard import ARTIFACTS, Broken, by_family, check_once, ends_well, guarded

from aurora_local.seed import DEVELOPER

ROLE = "arn:aws:iam::123456789012:role/reporting"

pytestmark = pytest.mark.skipif(
    not ARTIFACTS.exists(), reason="the functions are not built: make test builds them"
)


@pytest.fixture(scope="module")
def aws(tmp_path_factory):
    with guarded(tmp_path_factory.mktemp("data")) as deployed:
        yield deployed


class Parameters(Broken):
    """A parameter of a group of its own, which no cluster uses."""

    call = revert = "ModifyDBClusterParameterGroup"
    family = "aurora-postgresql16"
    name_of, good, bad, harmless = "", "", "", ""
    others: tuple[tuple[str, str], ...] = ()

    def prepare(self) -> None:
        self.rds().create_db_cluster_parameter_group(
            DBClusterParameterGroupName=self.name, DBParameterGroupFamily=self.family, Description="d"
        )
        self.set({**dict(self.others), self.name_of: self.good})

    def set(self, values: dict[str, str]) -> None:
        self.rds().modify_db_cluster_parameter_group(
            DBClusterParameterGroupName=self.name,
            Parameters=[
                {"ParameterName": name, "ParameterValue": value, "ApplyMethod": "pending-reboot"}
                for name, value in values.items()
                if value
            ],
        )

    def break_it(self) -> None:
        self.set({self.name_of: self.bad})

    def leave(self) -> None:
        self.set({self.name_of: self.harmless})

    def left(self) -> bool:
        return self.value() == self.harmless

    def value(self) -> str:
        found = self.aws.client("rds").describe_db_cluster_parameters(
            DBClusterParameterGroupName=self.name,
            Filters=[{"Name": "parameter-name", "Values": [self.name_of]}],
        )["Parameters"]
        return found[0].get("ParameterValue", "")

    def in_order(self) -> bool:
        return self.value() == self.good


class OldTls(Parameters):
    control, name_of = "TLS-04", "ssl_min_protocol_version"
    good, bad, harmless = "TLSv1.2", "TLSv1", "TLSv1.3"


class OldMysqlTls(Parameters):
    control, family, name_of = "TLS-04", "aurora-mysql8.0", "tls_version"
    good, bad, harmless = "TLSv1.2,TLSv1.3", "TLSv1.1,TLSv1.2", "TLSv1.3"


class EverybodysPasswords(Parameters):
    control, name_of = "LOGIN-14", "rds.restrict_password_commands"
    good, bad, harmless = "1", "0", "1"


class HiddenAccount(Parameters):
    control, revert = "LOG-03", "ResetDBClusterParameterGroup"
    family, name_of = "aurora-mysql8.0", "server_audit_excl_users"
    others = (("server_audit_logging", "1"), ("server_audit_events", "CONNECT"))
    good, bad = "", "mallory"

    def leave(self) -> None:
        self.set({"server_audit_events": "CONNECT,QUERY"})

    def left(self) -> bool:
        return self.in_order()


class NoPgaudit(Parameters):
    control, name_of = "LOG-04", "shared_preload_libraries"
    good, bad, harmless = "pg_cron,pgaudit", "pg_cron", "pgaudit,pg_hint_plan"
    others = (("pgaudit.log", "ddl,role"),)


class NarrowPgaudit(Parameters):
    control, name_of = "LOG-04", "pgaudit.log"
    good, bad, harmless = "ddl,role", "ddl", "ddl,role,write"
    others = (("shared_preload_libraries", "pgaudit"),)


class StoppedStream(Broken):
    control, call, revert = "LOG-06", "StopActivityStream", "StartActivityStream"

    def prepare(self) -> None:
        self.cluster()
        self.group = self.described()["DBClusterArn"]
        self.rds().start_activity_stream(ResourceArn=self.group, Mode="async", KmsKeyId="key-1")

    def break_it(self) -> None:
        self.rds().stop_activity_stream(ResourceArn=self.group)

    def in_order(self) -> bool:
        now = self.described()
        stream = now["ActivityStreamStatus"], now["ActivityStreamMode"], now["ActivityStreamKmsKeyId"]
        return stream == ("started", "async", "key-1")

    def leave(self) -> None:
        self.rds().modify_db_cluster(DBClusterIdentifier=self.name, CopyTagsToSnapshot=True)

    def left(self) -> bool:
        return self.in_order()


class MonitoringOff(Broken):
    control, call, revert = "LOG-09", "ModifyDBInstance", "ModifyDBInstance"

    def prepare(self) -> None:
        self.cluster()
        self.rds().create_db_instance(
            DBInstanceIdentifier=self.name,
            DBClusterIdentifier=self.name,
            DBInstanceClass="db.r6g.large",
            Engine="aurora-postgresql",
            PubliclyAccessible=False,
            AutoMinorVersionUpgrade=True,
            MonitoringInterval=60,
            MonitoringRoleArn=ROLE,
        )
        self.member()
        self.modify(PromotionTier=1)

    def modify(self, **settings) -> None:
        self.rds().modify_db_instance(DBInstanceIdentifier=self.name, **settings)

    def member(self):
        return self.aws.client("rds").describe_db_instances(DBInstanceIdentifier=self.name)["DBInstances"][0]

    def break_it(self) -> None:
        self.modify(MonitoringInterval=0)

    def in_order(self) -> bool:
        return (self.member()["MonitoringInterval"], self.member()["MonitoringRoleArn"]) == (60, ROLE)

    def leave(self) -> None:
        self.modify(MonitoringInterval=30, MonitoringRoleArn=ROLE)

    def left(self) -> bool:
        return self.member()["MonitoringInterval"] == 30


class SilentSubscription(Broken):
    control, call, revert = "LOG-08", "ModifyEventSubscription", "ModifyEventSubscription"

    def prepare(self) -> None:
        self.rds().create_event_subscription(
            SubscriptionName=self.name,
            SnsTopicArn="arn:aws:sns:us-east-1:123456789012:oncall",
            SourceType="db-cluster",
            Enabled=True,
        )

    def modify(self, **settings) -> None:
        self.rds().modify_event_subscription(SubscriptionName=self.name, **settings)

    def break_it(self) -> None:
        self.modify(Enabled=False)

    def in_order(self) -> bool:
        (found,) = self.aws.client("rds").describe_event_subscriptions(SubscriptionName=self.name)[
            "EventSubscriptionsList"
        ]
        return found["Enabled"]

    def leave(self) -> None:
        self.modify(EventCategories=["failure", "failover"])

    def left(self) -> bool:
        return self.in_order()


class Export(Broken):
    control, call, revert = "DATA-03", "StartExportTask", "CancelExportTask"
    snapshot = "arn:aws:rds:us-east-1:123456789012:cluster-snapshot:orders-before-migration"

    def prepare(self) -> None:
        pass

    def export(self, bucket: str) -> None:
        self.rds().start_export_task(
            ExportTaskIdentifier=self.name,
            SourceArn=self.snapshot,
            S3BucketName=bucket,
            IamRoleArn=ROLE,
            KmsKeyId="key-1",
        )

    def break_it(self) -> None:
        self.export("elsewhere")

    def status(self) -> str:
        (task,) = self.aws.client("rds").describe_export_tasks(ExportTaskIdentifier=self.name)["ExportTasks"]
        return task["Status"]

    def in_order(self) -> bool:
        return self.status() == "CANCELING"

    def leave(self) -> None:
        self.export("our-exports")

    def left(self) -> bool:
        return self.status() == "STARTING"


class ForeignIntegration(Broken):
    control, call, revert = "DATA-09", "CreateIntegration", "DeleteIntegration"

    def prepare(self) -> None:
        pass

    def integrate(self, account: str) -> None:
        made = self.rds().create_integration(
            IntegrationName=self.name,
            SourceArn="arn:aws:rds:us-east-1:123456789012:cluster:orders",
            TargetArn=f"arn:aws:redshift-serverless:us-east-1:{account}:namespace/n-1",
        )
        self.group = made["IntegrationArn"].rsplit(":", 1)[-1]

    def break_it(self) -> None:
        self.integrate("310987654321")

    def names(self) -> list[str]:
        every = self.aws.client("rds").describe_integrations()["Integrations"]
        return [one["IntegrationName"] for one in every if one["Status"] != "deleting"]

    def in_order(self) -> bool:
        return self.name not in self.names()

    def leave(self) -> None:
        self.integrate("210987654321")

    def left(self) -> bool:
        return self.name in self.names()


EVERYTHING = (
    OldTls,
    OldMysqlTls,
    EverybodysPasswords,
    HiddenAccount,
    NoPgaudit,
    NarrowPgaudit,
    StoppedStream,
    MonitoringOff,
    SilentSubscription,
    Export,
    ForeignIntegration,
)


@pytest.fixture(scope="module")
def broken(aws):
    """All are broken at once, so that the waits are shared."""
    every = [kind(aws) for kind in EVERYTHING]
    seq = aws.log.last
    for one in every:
        one.make()
    return every, ends_well(aws, seq, every, 90)


@pytest.mark.parametrize("number", range(len(EVERYTHING)), ids=lambda n: EVERYTHING[n].__name__)
def test_it_is_put_back_once(broken, number):
    every, seen = broken
    check_once(seen, every[number])


def test_the_same_events_once_more_change_nothing(aws, broken):
    every, _ = broken
    seq = aws.log.last
    for one in every:
        aws.dispatcher.redeliver(one.event_id)
    for one in every:
        aws.wait_for(lambda e, one=one: by_family(e) and one.event_id in e["eventIDs"], seq, 60)

    entries = aws.log.after(seq)[0]
    assert [e["eventName"] for e in entries if e["kind"] == "call" and e["own"]] == []
    assert [e["body"]["control"]["id"] for e in entries if e["kind"] == "alert"] == []


@pytest.fixture(scope="module")
def harmless(aws):
    every = [kind(aws) for kind in EVERYTHING]
    seq = aws.log.last
    for one in every:
        one.leave()
    calls = [e for e in aws.log.after(seq)[0] if e["kind"] == "call" and not e["own"] and e["rules"]]
    for event_id in [e["eventID"] for e in calls]:
        aws.wait_for(lambda e, one=event_id: by_family(e) and one in e["eventIDs"], seq, 60)
    return every, aws.log.after(seq)[0]


@pytest.mark.parametrize("number", range(len(EVERYTHING)), ids=lambda n: EVERYTHING[n].__name__)
def test_its_twin_is_left_alone(harmless, number):
    every, entries = harmless
    one = every[number]

    assert one.left()
    own = [json.dumps(e["record"]["requestParameters"]) for e in entries if e["kind"] == "call" and e["own"]]
    assert not [call for call in own if getattr(one, "group", one.name) in call]


def test_a_deleted_subscription_is_told_with_what_it_was(aws):
    one = SilentSubscription(aws)
    one.leave()
    seq = aws.log.last
    one.rds().delete_event_subscription(SubscriptionName=one.name)
    told = aws.wait_for(lambda e: e["kind"] == "alert" and e["body"]["control"]["id"] == "LOG-08", seq, 60)

    assert told["body"]["outcome"] == "alerted"
    assert one.name in told["body"]["evidence"]


def test_calls_that_nobody_can_take_back_are_told(aws):
    rds = aws.client("rds", DEVELOPER)
    seq = aws.log.last
    rds.create_db_cluster(
        DBClusterIdentifier="bare",
        Engine="aurora-postgresql",
        MasterUsername="owner",
        MasterUserPassword="changed-after-creation",
        BackupRetentionPeriod=14,
        DeletionProtection=True,
        StorageEncrypted=False,
        CopyTagsToSnapshot=True,
        EnableIAMDatabaseAuthentication=True,
        EnableCloudwatchLogsExports=["postgresql"],
    )
    rds.describe_db_clusters(DBClusterIdentifier="bare")
    rds.create_db_cluster_snapshot(DBClusterSnapshotIdentifier="bare", DBClusterIdentifier="bare")
    rds.copy_db_cluster_snapshot(
        SourceDBClusterSnapshotIdentifier="bare",
        TargetDBClusterSnapshotIdentifier="bare-copy",
        KmsKeyId=aws.client("kms", DEVELOPER).create_key()["KeyMetadata"]["KeyId"],
    )
    rds.modify_db_cluster(DBClusterIdentifier="bare", PreferredMaintenanceWindow="mon:03:00-mon:04:00")

    for control in ("DATA-05", "DATA-07", "DATA-04", "RESIL-14"):
        aws.wait_for(
            lambda e, one=control: e["kind"] == "alert" and e["body"]["control"]["id"] == one, seq, 60
        )
