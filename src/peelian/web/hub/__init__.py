"""The pages of the data: what is there, bringing more in, looking at rows."""
