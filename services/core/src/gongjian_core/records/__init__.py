"""What every recorded entity's routes share: reading, writing, history."""
