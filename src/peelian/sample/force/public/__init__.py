"""The sample in the form data.police.uk publishes: month only, snapped points."""
