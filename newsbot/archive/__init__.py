"""The archive: what is known of every article, in SQLite (`.newsbot/ledger.db`)."""
