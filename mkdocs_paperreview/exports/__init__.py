"""Library → bytes, one module a format."""
