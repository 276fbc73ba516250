"""A small real extract to begin with: City of London, April 2018 to December 2019."""
