"""Plans as spreadsheets: read in (files, columns, values, judging, importing) and written out (exporting)."""
