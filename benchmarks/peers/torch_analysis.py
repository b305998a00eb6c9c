"""Layer Hessians, gradients and Hessian-vector products in PyTorch: the peer of `MLNetLandscape.Benchmarks analysis`.

  torch_analysis.py serve   answers one JSON line {"case", "task", "precision", "seconds", "clock"} by one line {"seconds", "figures"}

A case is what AnalysisProblem writes: the sizes of a dense ReLU network, and its parameters (layer by layer, weights then bias), features and
targets as little-endian doubles. The objective is the mean of max(0, 1 - y f)^3. Needs PyTorch and NumPy (Debian: python3-torch, python3-numpy).
"""
import json
import os
import statistics
import sys
import time

import numpy
import torch
from torch.nn.functional import linear, relu

CLOCKS = {"wall": time.perf_counter, "cpu": time.process_time}
# The ways torch.autograd.functional.hessian can be told to work; the fastest is kept.
STRATEGIES = [{"vectorize": False}, {"vectorize": True}, {"vectorize": True, "outer_jacobian_strategy": "forward-mode"}]


class Problem:
    def __init__(self, path, precision):
        with open(path, encoding="utf-8") as file:
            description = json.load(file)
        self.sizes, self.rows = description["sizes"], description["rows"]
        kind = torch.float64 if precision == "double" else torch.float32
        numbers = numpy.fromfile(os.path.join(os.path.dirname(path), description["data"]), dtype="<f8")
        features, targets = self.rows * self.sizes[0], self.rows
        numbers = torch.from_numpy(numbers).to(kind)
        self.targets = numbers[-targets:].view(self.rows, 1)
        self.features = numbers[-targets - features : -targets].view(self.rows, self.sizes[0])
        self.layers, offset = [], 0
        for inputs, units in zip(self.sizes, self.sizes[1:]):
            length = units * (inputs + 1)
            self.layers.append(numbers[offset : offset + length].clone())
            offset += length

    def objective(self, layers):
        y = self.features
        for i, parameters in enumerate(layers):
            inputs, units = self.sizes[i], self.sizes[i + 1]
            y = linear(y, parameters[: units * inputs].view(units, inputs), parameters[units * inputs :])
            if i < len(layers) - 1:
                y = relu(y)
        margin = relu(1 - self.targets * y)
        return (margin * margin * margin).mean()

    def of_layer(self, index):
        return lambda parameters: self.objective([parameters if i == index else p for i, p in enumerate(self.layers)])


def layer_blocks(problem, strategy):
    return [torch.autograd.functional.hessian(problem.of_layer(i), p, **strategy) for i, p in enumerate(problem.layers)]


def gradient(problem, create_graph=False):
    layers = [p.detach().requires_grad_() for p in problem.layers]
    return layers, torch.autograd.grad(problem.objective(layers), layers, create_graph=create_graph)


def product(problem, vectors):
    layers, first = gradient(problem, create_graph=True)
    return torch.autograd.grad(first, layers, grad_outputs=vectors)


def squares(tensors):
    return sum(float((t.double() * t.double()).sum()) for t in tensors)


class Task:
    def __init__(self, problem, name, clock):
        if name == "layers":
            timed = []
            for strategy in STRATEGIES:
                started = clock()
                layer_blocks(problem, strategy)
                timed.append((clock() - started, strategy))
            strategy = min(timed, key=lambda t: t[0])[1]
            print(f"torch layers, {problem.features.dtype}: {[(round(t, 3), s) for t, s in timed]}", file=sys.stderr)
            self.run = lambda: layer_blocks(problem, strategy)
            self.figures = lambda blocks: [f for b in blocks for f in (float(b.double().trace()), squares([b]))]
        elif name == "gradient":
            self.run = lambda: gradient(problem)[1]
            self.figures = lambda result: [squares(result)]
        else:
            vectors = gradient(problem)[1]
            self.run = lambda: product(problem, vectors)
            self.figures = lambda result: [squares(result)]


def main():
    torch.set_num_threads(1)
    tasks = {}
    for line in sys.stdin:
        request = json.loads(line)
        clock = CLOCKS[request["clock"]]
        key = (request["case"], request["task"], request["precision"])
        if key not in tasks:
            tasks[key] = Task(Problem(request["case"], request["precision"]), request["task"], clock)
        task, times, end = tasks[key], [], clock() + request["seconds"]
        while not times or clock() < end:
            started = clock()
            result = task.run()
            times.append(clock() - started)
        print(json.dumps({"seconds": statistics.median(times), "figures": task.figures(result)}), flush=True)


if __name__ == "__main__":
    if sys.argv[1:] != ["serve"]:
        sys.exit(__doc__)
    main()
