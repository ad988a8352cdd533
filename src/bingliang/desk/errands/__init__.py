"""来访: one agent, several enterprises: their cases gathered, told on one slip, their results handed over in one go."""
