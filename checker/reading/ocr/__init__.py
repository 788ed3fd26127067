"""Pages that only a picture shows: preparation, recognition, layout of what was read."""
