"""Comments from a file: read (files.py, columns.py, values.py), looked over and begun (starting.py), taken in piece by
piece in the background (running.py, storing.py), and taken back again (undoing.py)."""
