"""Fitting parameters to data: what the word `fit` of the program calls."""
