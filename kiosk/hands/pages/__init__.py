"""Pages for paper, out of what somebody brings: a PDF, a JPEG, a picture of the scanner.

Strange bytes are read in a process of its own that has given away everything but memory and time
(drivers/confined.py), and only pixels come back.
"""
