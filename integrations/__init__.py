"""The edge: what leaves the office, and the relay that carries it out of the outbox."""
