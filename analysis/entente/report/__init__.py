"""The page that tells a result (`write_report` in page.py), and the figures as files (plot.py)."""
