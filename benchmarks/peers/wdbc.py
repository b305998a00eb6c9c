"""Reads the project's datasets/wdbc.csv: 30 features by name, and the column diagnosis, M or B."""
import csv

import numpy


def read(path):
    """The features in single precision, and 1 for malignant, 0 for benign."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if name != "diagnosis"]
    features = numpy.array([[float(row[name]) for name in names] for row in rows], dtype=numpy.float32)
    return features, numpy.array([1 if row["diagnosis"] == "M" else 0 for row in rows])
