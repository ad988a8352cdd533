"""全程代办: entrustments, the agents' posts and their worklist, as the desk acts on them and shows them."""
