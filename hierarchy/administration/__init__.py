"""The pages of the office's own administrator. What they change is changed by `hierarchy.services`."""
