"""The spider that every source file becomes."""
