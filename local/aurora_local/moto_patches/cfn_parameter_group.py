"""A template's DB parameter group has a physical id, its name: stock moto gives it none."""

from moto.rds.models import DBParameterGroup


def install() -> None:
    DBParameterGroup.physical_resource_id = property(lambda self: self.name)
