"""The project's template, deployed: transformed by SAM's translator, created by moto, and then checked."""

from .deploy import DeployedStack, DeploymentError, Function, Mapping, deploy

__all__ = ["DeployedStack", "DeploymentError", "Function", "Mapping", "deploy"]
