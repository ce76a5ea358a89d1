// The first tenant moves in soon.
