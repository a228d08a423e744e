"""The values that travel through the kit: reports, observations, intervals, errors."""
