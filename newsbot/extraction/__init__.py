"""Extraction: an answer → what it says about one article, and the rule behind each field."""
