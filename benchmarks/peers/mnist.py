"""Reads MNIST from its gzip files, and a clock: "wall", or "cpu" for processor time."""
import gzip
import os
import time

import numpy


def read(folder, part):
    """Pixels in [0, 1] in single precision, a row an image; and the digits."""
    with gzip.open(os.path.join(folder, f"{part}-images-idx3-ubyte.gz")) as file:
        pixels = numpy.frombuffer(file.read(), dtype=numpy.uint8, offset=16).reshape(-1, 784)
    with gzip.open(os.path.join(folder, f"{part}-labels-idx1-ubyte.gz")) as file:
        digits = numpy.frombuffer(file.read(), dtype=numpy.uint8, offset=8)
    return pixels.astype(numpy.float32) / 255, digits.astype(numpy.int64)


def now(clock):
    """Seconds."""
    return time.process_time() if clock == "cpu" else time.perf_counter()
