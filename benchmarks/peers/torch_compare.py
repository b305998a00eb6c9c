"""The whole experiment of `landscape compare` in PyTorch: WDBC, 5 runs of two arms (with and without the exponential neuron), 400 epochs each.

  torch_compare.py wdbc.csv [runs] [epochs]

Same network (64, 32, tanh output), hinge^3, Adam 2e-4, batch 128, 20 % validation; standardised on the training part; after every epoch the
training and the validation part are evaluated. Both arms of a run share the split and the start. Prints one JSON line.
Needs PyTorch, NumPy and SciPy (Debian: python3-torch, python3-numpy, python3-scipy).
"""
import json
import sys
import time

STARTED = time.perf_counter()

import numpy
import torch
import torch.nn.functional as F
from scipy.stats import mannwhitneyu

from wdbc import read

LAMBDA = 0.2


class Arm:
    def __init__(self, with_neuron, width, seed):
        torch.manual_seed(seed)
        self.base = torch.nn.Sequential(
            torch.nn.Linear(width, 64), torch.nn.ReLU(), torch.nn.Linear(64, 32), torch.nn.ReLU(), torch.nn.Linear(32, 1), torch.nn.Tanh())
        self.parameters = list(self.base.parameters())
        self.neuron = None
        if with_neuron:
            self.neuron = [torch.empty(shape).uniform_(-0.05, 0.05).requires_grad_() for shape in ((1,), (1, width), (1,))]
            self.parameters += self.neuron
        self._flatten()

    def _flatten(self):
        """Views of one vector: Adam then moves one tensor, the fastest form that torch_step.py found."""
        flat = torch.cat([p.detach().reshape(-1) for p in self.parameters])
        gradient, offset = torch.zeros_like(flat), 0
        for p in self.parameters:
            p.data, p.grad = flat[offset : offset + p.numel()].view(p.shape), gradient[offset : offset + p.numel()].view(p.shape)
            offset += p.numel()
        self.flat = torch.nn.Parameter(flat)
        self.flat.grad = gradient
        self.adam = torch.optim.Adam([self.flat], lr=2e-4)

    def output(self, x):
        y = self.base(x)
        if self.neuron:
            a, w, b = self.neuron
            y = y + a * torch.exp(torch.clamp(F.linear(x, w, b), max=25.0))
        return y

    def step(self, x, y):
        self.flat.grad.zero_()
        margin = F.relu(1 - y * self.output(x))
        objective = (margin * margin * margin).mean()
        if self.neuron:
            objective = objective + LAMBDA / 2 * (self.neuron[0] ** 2).sum()
        objective.backward()
        self.adam.step()

    @torch.no_grad()
    def evaluate(self, x, y):
        f = self.output(x)
        margin = F.relu(1 - y * f)
        return float((margin * margin * margin).mean()), float(((f > 0) == (y > 0)).float().mean())


def train(arm, training, validation, epochs, seed):
    generator = torch.Generator().manual_seed(seed)
    x, y = training
    best = 0.0
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        for rows in order.split(128):
            arm.step(x[rows], y[rows])
        arm.evaluate(*training)
        best = max(best, arm.evaluate(*validation)[1])
    return best


def stratified(labels, seed):
    random = numpy.random.default_rng(seed)
    validation = numpy.concatenate([random.permutation(rows)[: round(0.2 * len(rows))] for rows in (numpy.flatnonzero(labels == c) for c in (-1, 1))])
    return numpy.setdiff1d(numpy.arange(len(labels)), validation), validation


def main(path, runs=5, epochs=400):
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    features, classes = read(path)
    labels = numpy.where(classes == 1, 1.0, -1.0).astype(numpy.float32)
    best = {False: [], True: []}
    for run in range(int(runs)):
        train_rows, held_out = stratified(labels, run)
        mean, deviation = features[train_rows].mean(0), features[train_rows].std(0)
        part = lambda rows: (torch.from_numpy((features[rows] - mean) / deviation), torch.from_numpy(labels[rows]).view(-1, 1))
        for with_neuron in (False, True):
            arm = Arm(with_neuron, features.shape[1], run)
            best[with_neuron].append(train(arm, part(train_rows), part(held_out), int(epochs), run))
    p = mannwhitneyu(best[True], best[False], alternative="two-sided").pvalue
    print(json.dumps({"seconds": time.perf_counter() - STARTED, "plain": best[False], "with_neuron": best[True], "p": float(p)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
