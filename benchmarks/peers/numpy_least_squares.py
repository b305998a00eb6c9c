"""Refits a readout by numpy.linalg.lstsq: prints the processor time of a refit with all columns, and of refits with 1, 2, ... columns, as a JSON list."""

import json
import sys
import time

import numpy as np


def main():
    rows, columns, repetitions = (int(argument) for argument in sys.argv[1:4])
    generator = np.random.default_rng(1)
    x = generator.standard_normal((rows, 2))
    units = np.tanh(np.column_stack([x, np.ones(rows)]) @ generator.standard_normal((3, columns)))
    targets = np.sin(3 * x[:, 0]) * np.sin(3 * x[:, 1])

    def refit(count):
        start = time.process_time()
        np.linalg.lstsq(units[:, :count], targets, rcond=None)
        return time.process_time() - start

    refit(columns)
    last = sorted(refit(columns) for _ in range(repetitions))[repetitions // 2]
    every = sorted(sum(refit(count) for count in range(1, columns + 1)) for _ in range(3))[1]
    print(json.dumps([last, every]), flush=True)


main()
