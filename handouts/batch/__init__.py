"""Many patients: a roster's rows made by several processes, with a report that survives whatever happens."""
