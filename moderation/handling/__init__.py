"""One comment from sorted to closed: its clock, the playbook's steps, and the page on which they are done."""
