"""Report: what a run did, per source, for people and for machines."""
