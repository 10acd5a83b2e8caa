"""Properties of a template that are not compared with what was made, by resource type: why not."""

from ..moto_patches.cfn_alarm import ARGUMENTS as ALARM_PROPERTIES

# Type -> properties that moto holds without our comparing them, or loses without harm.
TAKEN = {
    "AWS::SQS::Queue": {"QueueName", "Tags", "RedriveAllowPolicy", "SqsManagedSseEnabled"},
    "AWS::SQS::QueuePolicy": set(),
    "AWS::SNS::TopicPolicy": set(),
    "AWS::SNS::Subscription": {"Endpoint", "Protocol", "TopicArn", "FilterPolicy", "FilterPolicyScope"},
    "AWS::SNS::Topic": {"TopicName", "DisplayName", "Subscription", "Tags"},
    "AWS::Events::Rule": {"Name", "Description", "EventBusName", "ScheduleExpression", "RoleArn", "Tags"},
    "AWS::IAM::Role": {"RoleName", "Description", "Path", "Tags", "MaxSessionDuration"},
    "AWS::IAM::Policy": {"PolicyName"},
    "AWS::IAM::ManagedPolicy": {"ManagedPolicyName", "Description", "Path", "Roles", "Users", "Groups"},
    "AWS::Lambda::Function": {"FunctionName", "Description", "Code", "Tags", "Runtime"},
    "AWS::Lambda::EventSourceMapping": {"FunctionName", "Tags"},
    "AWS::Lambda::Permission": {
        "Action",
        "FunctionName",
        "Principal",
        "SourceArn",
        "SourceAccount",
        "PrincipalOrgID",
    },
    "AWS::DynamoDB::Table": {
        "TableName",
        "AttributeDefinitions",
        "BillingMode",
        "SSESpecification",
        "DeletionProtectionEnabled",
        "GlobalSecondaryIndexes",
        "StreamSpecification",
        "ProvisionedThroughput",
        "Tags",
    },
    "AWS::KMS::Key": {"Description", "Tags", "EnableKeyRotation", "Enabled"},
    "AWS::KMS::Alias": {"AliasName", "TargetKeyId"},
    "AWS::Logs::LogGroup": {"LogGroupName", "RetentionInDays", "KmsKeyId", "Tags"},
    "AWS::SSM::Parameter": {"Name", "Type", "Value", "Description", "Tags", "Tier", "AllowedPattern"},
    "AWS::RDS::DBParameterGroup": {"Description", "Family"},
    "AWS::S3::Bucket": {"BucketName", "BucketEncryption", "Tags"},
    "AWS::CloudWatch::Dashboard": {"DashboardName", "DashboardBody"},
    "AWS::CloudWatch::Alarm": {"AlarmName", *ALARM_PROPERTIES},
}
NEVER_FIRES = "alarms never fire here"
DROPPED = {
    "AWS::S3::Bucket": {
        "PublicAccessBlockConfiguration": "nobody but this machine reaches a bucket",
        "VersioningConfiguration": "objects have one version",
    },
    "AWS::Lambda::Function": {
        "Architectures": "functions run on this machine's architecture",
        "EphemeralStorage": "functions share this machine's /tmp",
        "KmsKeyArn": "environment variables are not encrypted",
        "LoggingConfig": "log lines go to the local log",
        "DeadLetterConfig": "what an asynchronous invocation gives up is in the log only",
        "ReservedConcurrentExecutions": "--concurrency decides",
        "RuntimeManagementConfig": "the JDK of this machine runs them",
        "TracingConfig": "nothing is traced",
        "VpcConfig": "functions run on the loopback address",
    },
    "AWS::Lambda::EventSourceMapping": {
        "MaximumBatchingWindowInSeconds": "a batch goes out as soon as there is a message",
        "ScalingConfig": "--concurrency decides",
        "MetricsConfig": "metrics are not counted",
        "KmsKeyArn": "filters are not encrypted",
    },
    "AWS::SNS::Subscription": {
        "RedrivePolicy": "a notification that a function does not take is in the log only",
    },
    "AWS::SNS::Topic": {
        "SignatureVersion": "nothing verifies signatures",
        "TracingConfig": "nothing is traced",
    },
    "AWS::KMS::Key": {
        "PendingWindowInDays": "nothing deletes the stack",
        "RotationPeriodInDays": "keys do not rotate",
        "KeyUsage": "symmetric keys only",
        "KeySpec": "symmetric keys only",
        "MultiRegion": "one Region only",
    },
    "AWS::Logs::LogGroup": {
        "LogGroupClass": "log lines go to the local log",
        "DataProtectionPolicy": "log lines go to the local log",
    },
    "AWS::DynamoDB::Table": {
        "TableClass": "cost only",
        "ContributorInsightsSpecification": "metrics are not counted",
        "OnDemandThroughput": "never throttles",
    },
    "AWS::CloudWatch::Alarm": {
        "Metrics": NEVER_FIRES,
        "ActionsEnabled": NEVER_FIRES,
        "InsufficientDataActions": NEVER_FIRES,
        "EvaluateLowSampleCountPercentile": NEVER_FIRES,
        "ThresholdMetricId": NEVER_FIRES,
    },
}
