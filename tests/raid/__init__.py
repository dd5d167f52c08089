"""What somebody finds who takes the machine."""
