"""What is wrong with a declaration: every message names the place and the cure."""


class ContractError(ValueError):
    """A city says something the contract does not allow."""


class PluginError(ContractError):
    """An installed city cannot be loaded; the service must not start without it."""
