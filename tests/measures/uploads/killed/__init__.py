"""`kill -9` of the worker and of the web server, at each step of an upload."""
