"""What Lambda does with a function's role before the function runs: poll its queue, write its log.

On AWS a mapping without the first is not created, and a function without the second runs without a log.
"""

from ..iam import Enforcer
from ..stack import DeployedStack

POLLING = ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")
LOGGING = ("CreateLogStream", "PutLogEvents")


def lacking_rights(enforcer: Enforcer, stack: DeployedStack) -> list[str]:
    """One line for each call that Lambda would be denied."""
    functions = {function.name: function for function in stack.functions}
    lines = []
    for mapping in stack.mappings:
        role = functions[mapping.function].role_arn
        queue = {"QueueUrl": mapping.queue_arn.rsplit(":", 1)[-1]}
        lines += [enforcer.role_refusal(role, stack.region, "sqs", name, queue) for name in POLLING]
    for function in stack.functions:
        role = function.role_arn
        log = {"logGroupName": function.log_group, "logStreamName": "local"}
        lines += [enforcer.role_refusal(role, stack.region, "logs", name, log) for name in LOGGING]
    return [line.message for line in lines if line]
