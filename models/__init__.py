"""The words the stages exchange: frozen pydantic models, no I/O, no logic beyond their own consistency."""
