"""每种办理要填什么: the fields of each act with the defaults of this case; help words say the rule and an example."""
