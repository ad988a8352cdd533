"""全程代办: the page and its parts."""
