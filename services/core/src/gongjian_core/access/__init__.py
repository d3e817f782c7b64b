"""Access: keys, roles, scopes. Nothing recorded is read or written without them."""
