package dev.auroraguardrails.model;

import java.util.Optional;

/// Names one AWS resource before it is read.
///
/// @param kind what it is
/// @param account the 12-digit account that owns it
/// @param region the Region it lives in; for IAM the Region whose event told of it
/// @param name the identifier that its service's read calls take (not an ARN)
public record ResourceId(Kind kind, String account, String region, String name) {

  /// The kinds of resource that a control can judge.
  public enum Kind {
    DB_CLUSTER("rds", "cluster:", true),
    DB_CLUSTER_SNAPSHOT("rds", "cluster-snapshot:", true),
    DB_INSTANCE("rds", "db:", true),
    DB_CLUSTER_PARAMETER_GROUP("rds", "cluster-pg:", true),
    GLOBAL_CLUSTER("rds", "global-cluster:", false),
    DB_SUBNET_GROUP("rds", "subgrp:", true),
    AUTOMATED_BACKUP("rds", "cluster-auto-backup:", true),
    BLUE_GREEN_DEPLOYMENT("rds", "deployment:", true),
    EVENT_SUBSCRIPTION("rds", "es:", true),
    /// AWS documents no ARN of an export; this one names it within the guard.
    EXPORT_TASK("rds", "export-task:", true),
    INTEGRATION("rds", "integration:", true),
    SECURITY_GROUP("ec2", "security-group/", true),
    ENCRYPTION_KEY("kms", "key/", true),
    SECRET("secretsmanager", "secret:", true),
    LOG_GROUP("logs", "log-group:", true),
    BACKUP_PLAN("backup", "backup-plan:", true),
    BACKUP_VAULT("backup", "backup-vault:", true),
    DETECTOR("guardduty", "detector/", true),
    PREFIX_LIST("ec2", "prefix-list/", true),
    ROUTE_TABLE("ec2", "route-table/", true),
    NETWORK_ACL("ec2", "network-acl/", true),
    /// A part of a VPC about which only calls are told; its name begins with what it is.
    VPC_PART("ec2", "", true),
    ROLE("iam", "role/", false),
    USER("iam", "user/", false),
    GROUP("iam", "group/", false),
    /// A customer managed policy; its name holds its path, which the ARN needs.
    POLICY("iam", "policy/", false);

    private final String service;
    private final String prefix;
    private final boolean regional;

    Kind(String service, String prefix, boolean regional) {
      this.service = service;
      this.prefix = prefix;
      this.regional = regional;
    }

    public boolean isPrincipal() {
      return this == ROLE || this == USER || this == GROUP;
    }

    /// @return the part of an ARN before the name: `cluster:`, `role/`
    public String prefix() {
      return prefix;
    }
  }

  /// @return the ARN. An IAM path is not known from an event and so is left out: names are unique
  ///     within an account whatever their path.
  public String arn() {
    return "arn:%s:%s:%s:%s:%s%s"
        .formatted(
            partition(), kind.service, kind.regional ? region : "", account, kind.prefix, name);
  }

  /// @return the resource's {@link Resource#immutableId()}; empty where only a read tells it: the
  ///     resource ids of clusters and instances, and the unique ids of IAM, are never used again,
  ///     so what
  ///     is known of a deleted one can mislead nobody
  public Optional<String> immutableId() {
    return switch (kind) {
      case DB_CLUSTER, DB_INSTANCE, ROLE, USER, GROUP, POLICY -> Optional.empty();
      case SECURITY_GROUP, PREFIX_LIST, ROUTE_TABLE, NETWORK_ACL, VPC_PART -> Optional.of(name);
      case DB_CLUSTER_SNAPSHOT,
          DB_CLUSTER_PARAMETER_GROUP,
          GLOBAL_CLUSTER,
          DB_SUBNET_GROUP,
          ENCRYPTION_KEY,
          SECRET,
          LOG_GROUP,
          BACKUP_PLAN,
          BACKUP_VAULT,
          DETECTOR,
          AUTOMATED_BACKUP,
          BLUE_GREEN_DEPLOYMENT,
          EVENT_SUBSCRIPTION,
          EXPORT_TASK,
          INTEGRATION ->
          Optional.of(arn());
    };
  }

  private String partition() {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  @Override
  public String toString() {
    return arn();
  }
}
