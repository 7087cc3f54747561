"""Speed beside public tools, as ratios within one run: `python tests/benchmarks`. No part of the test suite."""
