"""The network of a case in PyTorch: the same layers, the same exponential neuron, the same loss, the same start."""
import torch
from torch import nn
import torch.nn.functional as F

ACTIVATIONS = {"relu": nn.ReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid, "softplus": nn.Softplus, "identity": nn.Identity}


class Network(nn.Module):
    """f(x) = f0(x) + a exp(w'x + b), with the loss inside, so that a trace covers the whole objective."""

    def __init__(self, case):
        super().__init__()
        self.shape = list(case.input)
        self.image = case.has_convolution
        self.base = nn.Sequential(*modules(case))
        self.neuron = case.neuron
        self.loss = case.loss
        self.penalty = case.neuron_lambda / 2 if case.neuron else 0.0
        outputs = case.outputs
        if self.neuron:
            self.a = nn.Parameter(torch.zeros(outputs))
            self.w = nn.Parameter(torch.zeros(outputs, case.feature_count))
            self.b = nn.Parameter(torch.zeros(outputs))
            self.maximum_exponent = float(case.maximum_exponent)
        self.to(torch.float64 if case.precision == "double" else torch.float32)
        load(self, case.parameters)

    def outputs(self, x):
        y = self.base(x.view([-1] + self.shape) if self.image else x)
        if self.neuron:
            y = y + self.a * torch.exp(torch.clamp(F.linear(x, self.w, self.b), max=self.maximum_exponent))
        return y

    def forward(self, x, target):
        """The objective: the mean loss over the batch and the neuron's penalty lambda/2 ||a||^2."""
        f = self.outputs(x)
        if self.loss == "softmax":
            value = F.cross_entropy(f, target)
        else:
            margin = F.relu(1 - target * f)
            value = (margin * margin * margin).mean()
        return value + self.penalty * (self.a * self.a).sum() if self.neuron else value


def modules(case):
    channels, height, width = case.input
    for layer in case.layers:
        kind = layer["kind"]
        if kind == "dense":
            yield nn.Linear(channels * height * width, layer["units"])
            channels, height, width = layer["units"], 1, 1
        elif kind == "convolution":
            size = layer["kernel"]
            padding = size // 2 if layer["padding"] == "same" else 0
            yield nn.Conv2d(channels, layer["filters"], size, padding=padding)
            channels, height, width = layer["filters"], height + 2 * padding - size + 1, width + 2 * padding - size + 1
        elif kind == "max_pooling":
            yield nn.MaxPool2d(layer["size"])
            height, width = height // layer["size"], width // layer["size"]
        elif kind == "flatten":
            yield nn.Flatten()
        elif kind == "dropout":
            yield nn.Dropout(layer["rate"])
        elif kind == "batch_normalization":
            batch = nn.BatchNorm2d if height * width > 1 else nn.BatchNorm1d
            yield batch(channels, eps=layer["epsilon"], momentum=layer["momentum"])
        else:
            raise ValueError(f"The peer knows no layer of kind '{kind}'.")
        activation = layer.get("activation", "identity")
        if activation != "identity":
            yield ACTIVATIONS[activation]()


def load(network, flat):
    """Copies the case's flat parameters into the network: layers first, then a, w, b."""
    ordered = list(network.base.parameters())
    if network.neuron:
        ordered += [network.a, network.w, network.b]
    source, offset = torch.from_numpy(flat.copy()), 0
    with torch.no_grad():
        for parameter in ordered:
            count = parameter.numel()
            parameter.copy_(source[offset : offset + count].view(parameter.shape))
            offset += count
        for module in network.base:
            if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
                module.reset_running_stats()
    if offset != flat.size:
        raise ValueError(f"The network has {offset} parameters, but the case {flat.size}.")
