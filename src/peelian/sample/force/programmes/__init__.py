"""Three programmes whose true effect is known, because the crimes they prevent are kept aside."""
