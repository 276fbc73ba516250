"""Fetch published crimes from the data.police.uk API into a folder, politely and resumably."""
