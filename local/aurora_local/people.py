"""The account's people: what each may do by their own policies, as such people may in life."""

import json

ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
DEVELOPER, OPERATOR, ATTACKER, DEPLOYER = "alice", "operator", "attacker", "deployer"
PEOPLE = (DEVELOPER, OPERATOR, ATTACKER, DEPLOYER)


def _allow(*actions: str) -> str:
    statement = {"Effect": "Allow", "Action": [*actions], "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


# Whoever is not here may do everything: as developers often may, and as the guard must hold out against.
POLICIES = {
    # Somebody else's keys, which reach what the guard watches and the messages that it lives by.
    ATTACKER: _allow("rds:*", "ec2:*", "iam:*", "sqs:*", "dynamodb:*", "sns:*", "kms:*"),
    # Creates the stack, and what CloudFormation then makes in its name.
    DEPLOYER: _allow(
        "cloudformation:*",
        "cloudwatch:*",
        "dynamodb:*",
        "events:*",
        "iam:*",
        "kms:*",
        "lambda:*",
        "logs:*",
        "rds:AddTagsToResource",
        "rds:CreateDBParameterGroup",
        "rds:DescribeDBParameterGroups",
        "s3:*",
        "scheduler:*",
        "sns:*",
        "sqs:*",
        "ssm:*",
    ),
}
