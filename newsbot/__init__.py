"""News sites into a markdown archive that its owner keeps."""

__version__ = "0.1.0"
