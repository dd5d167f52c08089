"""Care: the safety queue and its rota, the list of danger words, warnings, what leadership gets."""
