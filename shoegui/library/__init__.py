"""What is remembered: photos, their features, and the index over them."""
