"""Sync with provincial systems: the feed of changes, exports, digests, and subscriptions that the relay serves."""
