"""What all tests share: properties are tried without a clock, and with the same examples wherever a gate decides."""

import os

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.register_profile("gate", deadline=None, derandomize=True)
settings.load_profile("gate" if os.environ.get("CI") else "house")
