"""部件: painted widgets; each knows its own words for a screen reader."""
