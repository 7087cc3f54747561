"""Read: files people wrote become checked, frozen values; every complaint has file:line:column."""
