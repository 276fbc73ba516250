"""Monthly deliveries with faults planted on purpose."""
