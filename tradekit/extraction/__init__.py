"""From the articles of a report to its observations and its ledger."""
