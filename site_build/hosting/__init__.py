"""What hosts of repositories and of sites are told.  Standard library only: nothing is installed there."""
