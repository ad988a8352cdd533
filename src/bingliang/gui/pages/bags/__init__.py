"""材料袋: the room of the bags and their shelves."""
