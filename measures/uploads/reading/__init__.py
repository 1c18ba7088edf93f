"""Reading a file that nobody has checked yet: all of this runs in a limited child process."""
