"""Cluster parameter groups behave as AWS documents."""

import itertools

import pytest
from botocore.exceptions import ClientError
from conftest import last_record

_names = (f"group-{number}" for number in itertools.count())


@pytest.fixture
def rds(account):
    return account.client("rds")


def make(rds, family="aurora-postgresql16"):
    name = next(_names)
    rds.create_db_cluster_parameter_group(
        DBClusterParameterGroupName=name, DBParameterGroupFamily=family, Description="d"
    )
    return name


def parameters(rds, name, **choice):
    pages = rds.get_paginator("describe_db_cluster_parameters").paginate(
        DBClusterParameterGroupName=name, **choice
    )
    return {one["ParameterName"]: one for page in pages for one in page["Parameters"]}


def change(rds, group, name, value, method="immediate"):
    rds.modify_db_cluster_parameter_group(
        DBClusterParameterGroupName=group,
        Parameters=[{"ParameterName": name, "ParameterValue": value, "ApplyMethod": method}],
    )


def code(call, *args, **kwargs):
    with pytest.raises(ClientError) as error:
        call(*args, **kwargs)
    return error.value.response["Error"]["Code"]


@pytest.mark.parametrize(
    ("family", "name", "value", "source", "apply"),
    [
        ("aurora-postgresql13", "rds.force_ssl", "0", "system", "dynamic"),
        ("aurora-postgresql16", "rds.force_ssl", "0", "system", "dynamic"),
        ("aurora-postgresql17", "rds.force_ssl", "1", "system", "dynamic"),
        ("aurora-postgresql16", "log_connections", None, "engine-default", "dynamic"),
        ("aurora-postgresql16", "pgaudit.log", None, "engine-default", "dynamic"),
        ("aurora-postgresql16", "shared_preload_libraries", "pg_stat_statements", "system", "static"),
        ("aurora-mysql8.0", "require_secure_transport", "OFF", "engine-default", "dynamic"),
        ("aurora-mysql8.0", "server_audit_logging", "0", "engine-default", "dynamic"),
        ("aurora-mysql8.0", "server_audit_events", None, "engine-default", "dynamic"),
        ("aurora-mysql8.0", "tls_version", None, "engine-default", "static"),
    ],
)
def test_a_default_group_has_the_defaults_of_its_family(rds, family, name, value, source, apply):
    found = parameters(rds, f"default.{family}")[name]

    assert found.get("ParameterValue") == value
    assert (found["Source"], found["ApplyType"], found["IsModifiable"]) == (source, apply, True)


def test_a_changed_parameter_is_the_user_s_and_a_reset_one_is_the_engine_s_again(rds):
    group = make(rds)
    change(rds, group, "rds.force_ssl", "1")
    change(rds, group, "log_statement", "ddl")
    changed = parameters(rds, group, Source="user")
    rds.reset_db_cluster_parameter_group(
        DBClusterParameterGroupName=group,
        Parameters=[{"ParameterName": "rds.force_ssl", "ApplyMethod": "immediate"}],
    )
    one_left = parameters(rds, group, Source="user")
    rds.reset_db_cluster_parameter_group(DBClusterParameterGroupName=group, ResetAllParameters=True)

    assert {name: one["ParameterValue"] for name, one in changed.items()} == {
        "rds.force_ssl": "1",
        "log_statement": "ddl",
    }
    assert changed["rds.force_ssl"]["ApplyMethod"] == "immediate"
    assert set(one_left) == {"log_statement"}
    assert parameters(rds, group, Source="user") == {}
    assert parameters(rds, group)["rds.force_ssl"]["ParameterValue"] == "0"


def test_parameters_come_in_pages_and_by_name(rds):
    first = rds.describe_db_cluster_parameters(
        DBClusterParameterGroupName="default.aurora-mysql8.0", MaxRecords=5
    )
    named = parameters(
        rds,
        "default.aurora-mysql8.0",
        Filters=[{"Name": "parameter-name", "Values": ["tls_version", "server_audit_events"]}],
    )

    assert len(first["Parameters"]) == 5
    assert first["Marker"]
    assert set(named) == {"tls_version", "server_audit_events"}
    assert len(parameters(rds, "default.aurora-mysql8.0")) > 5


def test_what_aws_refuses_is_refused_and_changes_nothing(rds):
    group, mysql = make(rds), make(rds, "aurora-mysql8.0")

    assert (
        code(change, rds, "default.aurora-postgresql16", "rds.force_ssl", "1")
        == "InvalidDBParameterGroupState"
    )
    assert code(change, rds, "nowhere", "rds.force_ssl", "1") == "DBParameterGroupNotFound"
    assert code(change, rds, group, "rds.force_ssl", "yes") == "InvalidParameterValue"
    assert code(change, rds, mysql, "require_secure_transport", "MAYBE") == "InvalidParameterValue"
    assert code(change, rds, group, "shared_preload_libraries", "pgaudit") == "InvalidParameterCombination"
    assert code(change, rds, group, "work_mem", "1") == "NotImplemented"
    assert (
        code(rds.reset_db_cluster_parameter_group, DBClusterParameterGroupName=group)
        == "InvalidParameterCombination"
    )
    assert code(make, rds, "docdb5.0") == "NotImplemented"
    with pytest.raises(ClientError):
        rds.modify_db_cluster_parameter_group(
            DBClusterParameterGroupName=group,
            Parameters=[
                {"ParameterName": "log_connections", "ParameterValue": "1", "ApplyMethod": "immediate"},
                {"ParameterName": "rds.force_ssl", "ParameterValue": "2", "ApplyMethod": "immediate"},
            ],
        )
    assert parameters(rds, group, Source="user") == {}


def test_a_copy_has_its_own_values_and_a_group_in_use_stays(rds):
    group, copy = make(rds, "aurora-mysql8.0"), next(_names)
    change(rds, group, "server_audit_events", "CONNECT,QUERY_DCL")
    rds.copy_db_cluster_parameter_group(
        SourceDBClusterParameterGroupIdentifier=group,
        TargetDBClusterParameterGroupIdentifier=copy,
        TargetDBClusterParameterGroupDescription="copied",
    )
    change(rds, group, "server_audit_events", "")
    cluster(rds, "holds", "aurora-mysql", DBClusterParameterGroupName=copy)

    assert parameters(rds, copy)["server_audit_events"]["ParameterValue"] == "CONNECT,QUERY_DCL"
    assert parameters(rds, group)["server_audit_events"]["ParameterValue"] == ""
    assert (
        code(rds.delete_db_cluster_parameter_group, DBClusterParameterGroupName=copy)
        == "InvalidDBParameterGroupState"
    )
    rds.delete_db_cluster_parameter_group(DBClusterParameterGroupName=group)
    assert code(parameters, rds, group) == "DBParameterGroupNotFound"


def cluster(rds, name, engine="aurora-postgresql", **settings):
    rds.create_db_cluster(
        DBClusterIdentifier=name,
        Engine=engine,
        MasterUsername="owner",
        MasterUserPassword="long-enough",
        **settings,
    )
    rds.create_db_instance(
        DBInstanceIdentifier=f"{name}-1",
        DBClusterIdentifier=name,
        DBInstanceClass="db.r6g.large",
        Engine=engine,
    )


def test_static_parameters_and_another_group_wait_for_a_restart_and_dynamic_ones_do_not(rds):
    group, other = make(rds), make(rds)
    cluster(rds, "restarts", DBClusterParameterGroupName=group)

    def status():
        (found,) = rds.describe_db_clusters(DBClusterIdentifier="restarts")["DBClusters"]
        return found["DBClusterMembers"][0]["DBClusterParameterGroupStatus"]

    change(rds, group, "rds.force_ssl", "1")
    dynamic = status()
    change(rds, group, "shared_preload_libraries", "pgaudit", "pending-reboot")
    static = status()
    rds.reboot_db_instance(DBInstanceIdentifier="restarts-1")
    restarted = status()
    rds.modify_db_cluster(DBClusterIdentifier="restarts", DBClusterParameterGroupName=other)

    assert (dynamic, static, restarted, status()) == (
        "in-sync",
        "pending-reboot",
        "in-sync",
        "pending-reboot",
    )
    (found,) = rds.describe_db_clusters(DBClusterIdentifier="restarts")["DBClusters"]
    assert found["DBClusterParameterGroup"] == other
    with pytest.raises(ClientError, match="DBParameterGroupFamily"):
        rds.modify_db_cluster(
            DBClusterIdentifier="restarts", DBClusterParameterGroupName="default.aurora-mysql8.0"
        )


def test_records_of_modify_and_reset_have_the_shape_of_the_model(account, rds):
    group = make(rds)
    change(rds, group, "log_connections", "1")
    modified = last_record(account)
    rds.reset_db_cluster_parameter_group(DBClusterParameterGroupName=group, ResetAllParameters=True)
    reset = last_record(account)

    assert modified["requestParameters"] == {
        "dBClusterParameterGroupName": group,
        "parameters": [
            {
                "parameterName": "log_connections",
                "parameterValue": "1",
                "applyMethod": "immediate",
                "isModifiable": False,
            }
        ],
    }
    assert modified["responseElements"] == {"dBClusterParameterGroupName": group}
    assert reset["requestParameters"] == {"dBClusterParameterGroupName": group, "resetAllParameters": True}
