"""Draw: a posed scene becomes an SVG whose shapes carry roles (needs the extra `figure`)."""
