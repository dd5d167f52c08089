"""What was deleted leaves the files of the database."""
