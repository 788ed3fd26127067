"""One function a hand: how different people in different hospitals write the same kind of paper."""
