"""A benchmark case as `MLNetLandscape.Benchmarks cases DIRECTORY` writes it.

NAME.json describes the network, the loss and the step; NAME.bin holds, as little-endian singles one after another, the starting
parameters (layer by layer, weights then bias; then the neuron's a, w, b), the features (rows x features) and the targets
(rows x target width).
"""
import json
import os

import numpy


class Case:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.description = json.load(file)
        for key, value in self.description.items():
            setattr(self, key, value)
        rows = self.batch * self.batches
        numbers = numpy.fromfile(os.path.join(os.path.dirname(path), self.data), dtype="<f4")
        features = rows * self.feature_count
        targets = rows * self.target_width
        expected = self.parameter_count + features + targets
        if numbers.size != expected:
            raise ValueError(f"{self.data} must hold {expected} numbers, but holds {numbers.size}. Write the cases again.")
        self.parameters = numbers[: self.parameter_count]
        self.features = numbers[self.parameter_count : self.parameter_count + features].reshape(rows, self.feature_count)
        self.targets = numbers[self.parameter_count + features :].reshape(rows, self.target_width)

    @property
    def has_convolution(self):
        return any(layer["kind"] == "convolution" for layer in self.layers)

    @property
    def is_deterministic(self):
        return not any(layer["kind"] == "dropout" for layer in self.layers)
