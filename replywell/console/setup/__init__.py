"""The settings pages: forms, and the verbs behind them. What they change, `ehr.edit` writes and audits."""
