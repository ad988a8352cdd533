"""材料袋: where every bag is, who has it, what is owed of it; shelves, their labels and their stock-taking."""
