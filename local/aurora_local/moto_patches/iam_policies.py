"""AWS's managed policies, in the one partition that is used here.

Stock moto reads all 1,500 of them again for each of seven partitions: seconds at every start.
"""

from typing import Any

from moto.iam.models import IAMBackend


def install() -> None:
    stock_init = IAMBackend._init_aws_policies

    def _init_aws_policies(self: IAMBackend) -> list[Any]:
        return stock_init(self) if self.region_name == "aws" else []

    IAMBackend._init_aws_policies = _init_aws_policies
