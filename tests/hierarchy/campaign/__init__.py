"""Random acts upon an office, and what must hold after each, reckoned apart from the product."""
