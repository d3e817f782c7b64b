"""The relay: pushes changes to receivers, each at its own pace. It meets core over HTTP only."""
