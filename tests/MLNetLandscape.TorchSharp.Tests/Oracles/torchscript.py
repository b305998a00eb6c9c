"""Writes a TorchScript file and what PyTorch's own module computes: torchscript.py MODEL_PATH RESULTS_PATH."""
import json
import sys

import torch


class Perceptron(torch.nn.Module):
    """Five features, batch normalization, one output; a frozen layer stays as it is."""

    def __init__(self):
        super().__init__()
        self.first = torch.nn.Linear(5, 8)
        self.normalization = torch.nn.BatchNorm1d(8)
        self.frozen = torch.nn.Linear(8, 8)
        self.last = torch.nn.Linear(8, 1)
        for parameter in self.frozen.parameters():
            parameter.requires_grad_(False)

    def forward(self, x):
        return self.last(torch.tanh(self.frozen(torch.relu(self.normalization(self.first(x))))))


torch.manual_seed(0)
module = Perceptron()
torch.jit.save(torch.jit.script(module), sys.argv[1])

# One full-batch step of gradient descent on the mean squared loss of the core, 1/2 (f - y)^2, in training mode.
features = torch.sin(torch.arange(40, dtype=torch.float32)).reshape(8, 5)
targets = torch.cos(torch.arange(8, dtype=torch.float32)).reshape(8, 1)
module.eval()
before = module(features).flatten().tolist()
module.train()
loss = (0.5 * (module(features) - targets) ** 2).mean()
loss.backward()
with torch.no_grad():
    for parameter in module.parameters():
        if parameter.requires_grad:
            parameter -= 0.1 * parameter.grad
module.eval()
json.dump({"before": before, "after": module(features).flatten().tolist()}, open(sys.argv[2], "w"))
