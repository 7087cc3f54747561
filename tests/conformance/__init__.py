"""What a finished PDF is held to: the veraPDF validator, our own look at its structure, and what a reader hears."""
