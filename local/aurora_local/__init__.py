"""A local AWS for Aurora Guardrails: moto, extended, with the part that no emulator has.

Each mutating API call becomes a CloudTrail record, travels through the EventBridge rules of the
deployed template to its queues, and the stack's functions run on it as on Lambda.
"""

from .local_aws import LocalAws
from .seed import Seeded, seed

__all__ = ["LocalAws", "Seeded", "seed"]
