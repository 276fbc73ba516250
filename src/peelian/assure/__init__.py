"""The gate and what it stands on: card, session, ledger, casework."""
