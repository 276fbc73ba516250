"""The words everybody uses: errors, parameters, records, time, geography, codes."""
