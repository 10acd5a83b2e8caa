"""`AWS::NoValue` in a list takes its element away.

Stock moto leaves a null behind, which would stand in a policy document or a list of targets.
"""

from typing import Any

from moto.cloudformation import parsing


def install() -> None:
    stock_clean = parsing.clean_json

    def clean_json(resource_json: Any, resources_map: Any) -> Any:
        cleaned = stock_clean(resource_json, resources_map)
        if isinstance(cleaned, list):
            return [item for item in cleaned if item is not None]
        return cleaned

    parsing.clean_json = clean_json
