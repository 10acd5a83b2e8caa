"""What the local AWS cannot decide, it says; neither "allowed" nor "denied" would be more than a guess."""


class Undecidable(Exception):
    """A call, a condition key or a policy that the local AWS does not know enough about."""
