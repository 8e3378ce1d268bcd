"""The results: a grid of what was found, how pictures get there, and what is done to them."""
