"""Which photos may be found at all: choosing it, showing it, taking it back."""
