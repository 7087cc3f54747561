"""Say: a `Plan` becomes a `Document`, everything the patient will read, in reading order."""
