"""Does the service keep its own policy? Every figure knows how it is counted and which rows stand behind it.

Start reading at areas.py: what is counted, area by area. `rows` gives what a figure counted, and the number is counted
over the very same rows, so that the two cannot disagree (counting.py). page.py makes cells and charts of it.
"""
