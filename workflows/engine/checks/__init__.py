"""What is checked of a flow before it may run, one subject per module. `lint()` runs them in this order."""
