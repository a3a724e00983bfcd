"""What the demo market is made of: belts, categories, goods and companies, as data."""
