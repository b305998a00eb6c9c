"""Multiplies the matrices of a dense network's pass in single and in double precision: a forward product and one of the weights' gradient for every layer, one
of the inputs' gradient for every layer but the first. Prints both medians, the precisions in turn over rounds, in milliseconds, and their ratio.

    OPENBLAS_NUM_THREADS=1 python3 numpy_precision.py 128 784 500 300 1
"""

import sys
import time

import numpy as np

ROUNDS = 9
REPETITIONS = 20


def products(batch, widths, dtype):
    generator = np.random.default_rng(1)
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        x, dz, w = (generator.standard_normal(shape).astype(dtype) for shape in ((batch, inputs), (batch, outputs), (outputs, inputs)))
        layers.append((x, dz, w, np.empty((batch, outputs), dtype), np.empty((outputs, inputs), dtype), np.empty((batch, inputs), dtype)))

    def run():
        for index, (x, dz, w, z, dw, dx) in enumerate(layers):
            np.dot(x, w.T, out=z)
            np.dot(dz.T, x, out=dw)
            if index > 0:
                np.dot(dz, w, out=dx)

    return run


def milliseconds(run):
    times = []
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return 1e3 * sorted(times)[REPETITIONS // 2]


def main():
    batch, *widths = (int(argument) for argument in sys.argv[1:])
    runs = [products(batch, widths, dtype) for dtype in (np.float32, np.float64)]
    for run in runs:
        milliseconds(run)
    rounds = [[milliseconds(run) for run in runs] for _ in range(ROUNDS)]
    single, double = (sorted(column)[ROUNDS // 2] for column in zip(*rounds))
    ratios = sorted(a / b for a, b in rounds)
    print(f"single {single:.2f} ms, double {double:.2f} ms: {ratios[ROUNDS // 2]:.2f} of single's speed ({ratios[0]:.2f} .. {ratios[-1]:.2f})")


main()
