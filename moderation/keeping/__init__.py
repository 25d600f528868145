"""How long comments stay, what stops that, and a person's own data (DESIGN 6, "Keeping").

`periods.py` says until when and why, pure; `dates.py` writes that beside the comments; `purging.py` takes the words
away, `runs.py` is the nightly run with its trial; `holds.py` stops both; `data_requests.py` is the way of a request
for one's own data, `bundle.py` what is handed out, `masking.py` what is covered in it.
"""
