"""Clusters and snapshots behave as AWS documents."""

import pytest
from botocore.exceptions import ClientError


def make(aws, name, engine="aurora-postgresql", **settings):
    login = {} if engine == "neptune" else {"MasterUsername": "owner", "MasterUserPassword": "long-enough"}
    rds = aws.client("rds")
    rds.create_db_cluster(DBClusterIdentifier=name, Engine=engine, **login, **settings)
    rds.describe_db_clusters(DBClusterIdentifier=name)
    return rds


def cluster(rds, name):
    return rds.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"][0]


def test_protection_and_groups_apply_at_once_whatever_the_flag(account):
    rds = make(account, "at-once", DeletionProtection=True)

    rds.modify_db_cluster(
        DBClusterIdentifier="at-once",
        ApplyImmediately=False,
        DeletionProtection=False,
        VpcSecurityGroupIds=["sg-1"],
    )

    found = cluster(rds, "at-once")
    assert found["DeletionProtection"] is False
    assert found["VpcSecurityGroups"] == [{"VpcSecurityGroupId": "sg-1", "Status": "active"}]
    assert "PendingModifiedValues" not in found


def test_retention_iam_logs_and_version_wait_until_something_is_applied_immediately(account):
    rds = make(account, "waits", BackupRetentionPeriod=14, EnableCloudwatchLogsExports=["postgresql"])
    rds.modify_db_cluster(
        DBClusterIdentifier="waits",
        BackupRetentionPeriod=1,
        EnableIAMDatabaseAuthentication=True,
        EngineVersion="16.8",
        CloudwatchLogsExportConfiguration={
            "EnableLogTypes": ["instance"],
            "DisableLogTypes": ["postgresql"],
        },
    )
    waiting = cluster(rds, "waits")
    rds.modify_db_cluster(DBClusterIdentifier="waits", ApplyImmediately=True, CopyTagsToSnapshot=True)
    applied = cluster(rds, "waits")

    assert (waiting["BackupRetentionPeriod"], waiting["EngineVersion"]) == (14, "16.6")
    assert waiting["IAMDatabaseAuthenticationEnabled"] is False
    assert waiting["EnabledCloudwatchLogsExports"] == ["postgresql"]
    assert waiting["PendingModifiedValues"] == {
        "BackupRetentionPeriod": 1,
        "EngineVersion": "16.8",
        "IAMDatabaseAuthenticationEnabled": True,
        "PendingCloudwatchLogsExports": {
            "LogTypesToEnable": ["instance"],
            "LogTypesToDisable": ["postgresql"],
        },
    }
    assert (applied["BackupRetentionPeriod"], applied["EngineVersion"]) == (1, "16.8")
    assert applied["IAMDatabaseAuthenticationEnabled"] is True
    assert applied["EnabledCloudwatchLogsExports"] == ["instance"]
    assert "PendingModifiedValues" not in applied


def test_the_value_that_holds_takes_a_waiting_one_back(account):
    rds = make(account, "back", BackupRetentionPeriod=14)
    rds.modify_db_cluster(DBClusterIdentifier="back", BackupRetentionPeriod=1)
    rds.modify_db_cluster(DBClusterIdentifier="back", BackupRetentionPeriod=14)

    assert "PendingModifiedValues" not in cluster(rds, "back")


def test_a_new_name_keeps_the_resource_id(account):
    rds = make(account, "old-name")
    before = cluster(rds, "old-name")["DbClusterResourceId"]
    rds.modify_db_cluster(
        DBClusterIdentifier="old-name", NewDBClusterIdentifier="new-name", ApplyImmediately=True
    )

    assert cluster(rds, "new-name")["DbClusterResourceId"] == before
    with pytest.raises(ClientError, match="DBClusterNotFoundFault"):
        cluster(rds, "old-name")


def test_a_missing_cluster_a_bad_value_and_an_unknown_setting_are_errors(account):
    rds = make(account, "errors")

    def code(**settings):
        with pytest.raises(ClientError) as error:
            rds.modify_db_cluster(**{"DBClusterIdentifier": "errors", **settings})
        return error.value.response["Error"]["Code"]

    assert code(DBClusterIdentifier="none") == "DBClusterNotFoundFault"
    assert code(BackupRetentionPeriod=36) == "InvalidParameterValue"
    assert code(MonitoringInterval=60) == "NotImplemented"


@pytest.mark.parametrize(
    ("engine", "port", "group"),
    [
        ("aurora-mysql", 3306, "default.aurora-mysql8.0"),
        ("aurora-postgresql", 5432, "default.aurora-postgresql16"),
        ("docdb", 27017, "default.docdb5.0"),
        ("neptune", 8182, "default.neptune1.3"),
        ("mysql", 3306, "default.mysql8.0"),
    ],
)
def test_each_engine_has_its_own_defaults_and_its_snapshot_knows_it(account, engine, port, group):
    rds = make(account, f"kind-{engine}", engine)
    snapshot = rds.create_db_cluster_snapshot(
        DBClusterSnapshotIdentifier=f"of-{engine}", DBClusterIdentifier=f"kind-{engine}"
    )["DBClusterSnapshot"]

    found = cluster(rds, f"kind-{engine}")
    assert (found["Engine"], found["Port"], found["DBClusterParameterGroup"]) == (engine, port, group)
    assert found["Status"] == "available"
    assert len(found["VpcSecurityGroups"]) == 1
    assert snapshot["Engine"] == engine


def test_clusters_and_snapshots_come_in_pages(account):
    rds = make(account, "page-a")
    for name in ("page-b", "page-c"):
        make(account, name)

    pages = [*rds.get_paginator("describe_db_clusters").paginate(PaginationConfig={"PageSize": 20})]
    small = [*rds.get_paginator("describe_db_cluster_snapshots").paginate(MaxRecords=20)]
    first = rds.describe_db_clusters(MaxRecords=2)
    second = rds.describe_db_clusters(MaxRecords=2, Marker=first["Marker"])

    names = [one["DBClusterIdentifier"] for page in pages for one in page["DBClusters"]]
    assert {"page-a", "page-b", "page-c"} <= set(names)
    assert len(names) == len(set(names))
    assert len(first["DBClusters"]) == 2
    assert first["DBClusters"] != second["DBClusters"]
    assert small[0]["DBClusterSnapshots"]


def test_sharing_a_snapshot_adds_and_removes_and_answers_with_the_list(account):
    rds = make(account, "shares")
    rds.create_db_cluster_snapshot(DBClusterSnapshotIdentifier="shared", DBClusterIdentifier="shares")

    def share(**change):
        answer = rds.modify_db_cluster_snapshot_attribute(
            DBClusterSnapshotIdentifier="shared", AttributeName="restore", **change
        )
        (attribute,) = answer["DBClusterSnapshotAttributesResult"]["DBClusterSnapshotAttributes"]
        return attribute["AttributeValues"]

    assert share(ValuesToAdd=["all", "111122223333"]) == ["all", "111122223333"]
    assert share(ValuesToRemove=["all"]) == ["111122223333"]
    described = rds.describe_db_cluster_snapshot_attributes(DBClusterSnapshotIdentifier="shared")
    (attribute,) = described["DBClusterSnapshotAttributesResult"]["DBClusterSnapshotAttributes"]
    assert attribute == {"AttributeName": "restore", "AttributeValues": ["111122223333"]}


def test_a_restored_cluster_has_lost_its_protection(account):
    rds = make(
        account,
        "source",
        DeletionProtection=True,
        EnableIAMDatabaseAuthentication=True,
        EnableCloudwatchLogsExports=["postgresql"],
        BackupRetentionPeriod=14,
    )
    rds.create_db_cluster_snapshot(DBClusterSnapshotIdentifier="of-source", DBClusterIdentifier="source")
    rds.restore_db_cluster_from_snapshot(
        DBClusterIdentifier="from-snapshot", SnapshotIdentifier="of-source", Engine="aurora-postgresql"
    )
    rds.restore_db_cluster_to_point_in_time(
        DBClusterIdentifier="from-time", SourceDBClusterIdentifier="source", UseLatestRestorableTime=True
    )

    for name in ("from-snapshot", "from-time"):
        found = cluster(rds, name)
        assert found["DeletionProtection"] is False
        assert found["IAMDatabaseAuthenticationEnabled"] is False
        assert found.get("EnabledCloudwatchLogsExports", []) == []
        assert found["BackupRetentionPeriod"] == 14
        assert found["DbClusterResourceId"] != cluster(rds, "source")["DbClusterResourceId"]
