"""What AWS does to a guard, on demand: events that come late, twice, out of order or never, reads that lag
behind, resources that are being modified, throttling and server errors. Off by default.
"""

from .faults import ApiCall, Faults
from .settings import FaultSettings

__all__ = ["ApiCall", "FaultSettings", "Faults"]
