"""Lets web pages and notebooks of this machine ask endpoints whose keys they never see."""
