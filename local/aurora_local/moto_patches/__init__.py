"""Where moto 5.2.5 differs from AWS in what a guard of Aurora reads and writes: one module a gap.

Each module has `install()`, and a test that fails when moto closes the gap itself or moves the hook.
"""

from . import (
    cfn_alarm,
    cfn_key,
    cfn_log_group,
    cfn_novalue,
    cfn_parameter_group,
    cfn_permission,
    cfn_policies,
    cfn_role,
    cfn_rule,
    cfn_table,
    ec2_foreign_groups,
    ec2_prefix_list_users,
    ec2_prefix_lists,
    ec2_rds_interfaces,
    ec2_rule_calls,
    ec2_rules,
    events_arrays,
    events_put,
    iam_policies,
    kms_states,
    logs_functions,
    rds_activity_streams,
    rds_cluster_links,
    rds_delete,
    rds_engines,
    rds_exports,
    rds_instances,
    rds_integrations,
    rds_listing,
    rds_modify,
    rds_parameter_groups,
    rds_restore,
    rds_subscriptions,
    secrets_rotation,
    sns_alerts,
    sns_functions,
    sqs_queue,
)

MODULES = (
    cfn_alarm,
    cfn_key,
    cfn_log_group,
    cfn_novalue,
    cfn_parameter_group,
    cfn_permission,
    cfn_policies,
    cfn_role,
    cfn_rule,
    cfn_table,
    ec2_rules,
    ec2_rule_calls,
    ec2_prefix_lists,
    ec2_prefix_list_users,
    ec2_foreign_groups,
    ec2_rds_interfaces,
    events_arrays,
    events_put,
    iam_policies,
    kms_states,
    logs_functions,
    rds_engines,
    rds_exports,
    rds_listing,
    rds_modify,
    rds_restore,
    rds_subscriptions,
    rds_activity_streams,
    rds_cluster_links,
    rds_delete,
    rds_instances,
    rds_integrations,
    rds_parameter_groups,
    secrets_rotation,
    sns_alerts,
    sns_functions,
    sqs_queue,
)
_installed: list[object] = []


def install() -> None:
    """Patch moto in this process, once, and before its CloudFormation caches its list of types."""
    for module in MODULES:
        if module not in _installed:
            module.install()
            _installed.append(module)
