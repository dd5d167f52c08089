"""Feedback: what participants say, the receipt that leads back to it, and the thread between them."""
