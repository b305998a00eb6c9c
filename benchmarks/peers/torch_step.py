"""The training step in PyTorch, tuned: the peer of `MLNetLandscape.Benchmarks step`.

  torch_step.py tune CLOCK CASE.json [...]   tries every configuration in a process of its own environment, prints the fastest per case
  torch_step.py serve CONFIG.json            measures on request: a line {"case": path, "seconds": s, "clock": c} in, a line of figures out

CLOCK is wall, or cpu for a machine that others use too: then one thread alone is measured, by its processor time.

Every measurement is a JSON line. Needs PyTorch and NumPy (Debian: python3-torch, python3-numpy).
"""
import itertools
import json
import os
import statistics
import subprocess
import sys
import time

# What the environment of the process decides, before PyTorch is loaded. The pthread OpenBLAS of Debian does not follow OMP_NUM_THREADS of torch.
ENVIRONMENTS = [
    {"OMP_WAIT_POLICY": policy, "OPENBLAS_CORETYPE": core, "OPENBLAS_NUM_THREADS": threads, "OMP_NUM_THREADS": threads,
     "ATEN_CPU_CAPABILITY": capability}
    for policy, core, threads, capability in itertools.product(
        ("PASSIVE", "ACTIVE"), (None, "SkylakeX"), ("1", "2"), (None, "avx512"))
    if not (policy == "ACTIVE" and (threads == "1" or capability))
]
CLOCKS = {"wall": time.perf_counter, "cpu": time.process_time}
# Steps between two resets to the starting parameters, so that both sides do the same work and nothing runs into denormal numbers.
BLOCK = 200
# Seconds after which a block of slow steps ends early.
LONGEST_BLOCK = 0.2
# The variants by which environments are judged; all variants are then tried in the best two.
PROBES = [{"graph": "eager", "optimizer": "foreach"}, {"graph": "trace", "optimizer": "flat"}]


def variants(case):
    """What the program decides: (graph, optimizer, layout)."""
    graphs = ["eager", "script", "trace"]
    optimizers = ["adam", "foreach", "flat"]
    layouts = ["channels_last", "contiguous"] if case.has_convolution else ["contiguous"]
    return [{"graph": g, "optimizer": o, "layout": l} for g in graphs for o in optimizers for l in layouts]


def environment(settings):
    merged = {k: v for k, v in os.environ.items() if k not in ENVIRONMENTS[0]}
    merged.update({k: v for k, v in settings.items() if v is not None})
    return merged


class Trainer:
    """One network in one variant, ready to step."""

    def __init__(self, case, variant):
        import torch
        from torch_network import Network

        self.torch, self.case, self.variant = torch, case, variant
        torch.manual_seed(1)
        dtype = torch.float64 if case.precision == "double" else torch.float32
        self.network = Network(case)
        features = torch.from_numpy(case.features.copy()).to(dtype)
        targets = torch.from_numpy(case.targets.copy())
        targets = targets[:, 0].long() if case.loss == "softmax" else targets.to(dtype)
        self.batches = list(zip(features.split(case.batch), targets.split(case.batch)))
        if variant["layout"] == "channels_last":
            self.network = self.network.to(memory_format=torch.channels_last)
        self.parameters = list(self.network.parameters())
        if variant["optimizer"] == "flat":
            self._flatten()
        self.start = [p.detach().clone() for p in self.network.parameters()]
        if variant["graph"] == "eager":
            self.objective = self.network
        elif variant["graph"] == "trace":
            self.objective = torch.jit.trace(self.network, self.batches[0], check_trace=False)
        else:
            self.objective = torch.jit.script(self.network)
        self.reset()

    def _flatten(self):
        """All parameters and gradients as views of two vectors: Adam then moves one tensor instead of many."""
        torch = self.torch
        flat = torch.cat([p.detach().reshape(-1) for p in self.parameters])
        gradient, offset = torch.zeros_like(flat), 0
        for p in self.parameters:
            view = slice(offset, offset + p.numel())
            p.data = flat[view].view(p.shape)
            p.grad = gradient[view].view(p.shape)
            offset += p.numel()
        self.flat = torch.nn.Parameter(flat)
        self.flat.grad = gradient

    def reset(self):
        torch, optimizer = self.torch, self.variant["optimizer"]
        with torch.no_grad():
            for parameter, start in zip(self.network.parameters(), self.start):
                parameter.copy_(start)
        for module in self.network.base:
            if hasattr(module, "reset_running_stats"):
                module.reset_running_stats()
        moved = [self.flat] if optimizer == "flat" else self.parameters
        self.adam = torch.optim.Adam(moved, lr=self.case.learning_rate, foreach=optimizer == "foreach")
        self.steps = 0

    def step(self):
        features, targets = self.batches[self.steps % len(self.batches)]
        self.steps += 1
        if self.variant["optimizer"] == "flat":
            self.flat.grad.zero_()
        else:
            for parameter in self.parameters:
                parameter.grad = None
        objective = self.objective(features, targets)
        objective.backward()
        self.adam.step()
        return objective

    def losses(self, count):
        self.reset()
        return [float(self.step().detach()) for _ in range(count)]

    def time(self, seconds, clock=time.perf_counter, longest_block=LONGEST_BLOCK):
        """Seconds per step: one figure a block of steps, until the time is up."""
        figures, end = [], clock() + seconds
        while not figures or clock() < end:
            self.reset()
            self.step()
            steps, started = self.steps, clock()
            while self.steps - steps < BLOCK and (self.steps == steps or clock() - started < longest_block):
                self.step()
            figures.append((clock() - started) / (self.steps - steps))
        return figures


def prepare(configuration):
    import torch

    torch.set_num_threads(int(configuration["environment"]["OMP_NUM_THREADS"]))
    torch.set_flush_denormal(True)


def tune_here(paths, settings, clock, probing):
    """All variants (or the probes) of all cases in this process; a line per case and variant."""
    from case import Case

    prepare({"environment": settings})
    for path in paths:
        case = Case(path)
        for variant in variants(case):
            if probing and not any(probe.items() <= variant.items() for probe in PROBES):
                continue
            try:
                trainer = Trainer(case, variant)
                trainer.losses(8)
                trainer.time(0.05)
                # The best of many short blocks: what other programs do to the machine hits some, but not all.
                seconds = min(trainer.time(0.25, CLOCKS[clock], longest_block=0.02))
            except Exception as error:  # a variant that this version of PyTorch does not support is no candidate
                print(f"{case.name} {variant}: {error}".splitlines()[0], file=sys.stderr)
                continue
            print(json.dumps({"case": path, "name": case.name, "seconds_per_step": seconds, "environment": settings, "variant": variant}),
                  flush=True)


def try_environment(paths, settings, clock, probing):
    """Runs `tune_here` in a process with the environment; its lines."""
    command = [sys.executable, os.path.abspath(__file__), "tune-here", clock, "probe" if probing else "all", json.dumps(settings)] + paths
    done = subprocess.run(command, env=environment(settings), stdout=subprocess.PIPE, text=True, check=True)
    results = [json.loads(line) for line in done.stdout.splitlines()]
    for result in results:
        shown = " ".join([*result["variant"].values(), *(f"{k}={v}" for k, v in settings.items() if v is not None)])
        print(f"{result['name']}: {result['seconds_per_step'] * 1e6:.1f} us  {shown}", file=sys.stderr)
    return results


def tune(clock, paths):
    """Judges all environments by the probes, then all variants in the best two; prints the fastest configuration of each case."""
    candidates = [e for e in ENVIRONMENTS if clock == "wall" or e["OMP_NUM_THREADS"] == "1"]
    probes = [result for settings in candidates for result in try_environment(paths, settings, clock, probing=True)]
    for path in paths:
        ranked = sorted((r for r in probes if r["case"] == path), key=lambda r: r["seconds_per_step"])
        chosen = []
        for result in ranked:
            if result["environment"] not in chosen:
                chosen.append(result["environment"])
        finals = [result for settings in chosen[:2] for result in try_environment([path], settings, clock, probing=False)]
        if not finals:
            raise RuntimeError(f"No variant of {path} runs.")
        print(json.dumps(min(finals, key=lambda r: r["seconds_per_step"])), flush=True)


def serve(configuration):
    """Answers one request a line until standard input ends. Idle in between, so that the other side has the machine."""
    from case import Case
    import torch

    prepare(configuration)
    trainer, path = None, None
    print(json.dumps({"ready": "torch", "version": torch.__version__}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        if request["case"] != path:
            path = request["case"]
            trainer = Trainer(Case(path), configuration["variant"])
            losses = trainer.losses(request.get("losses", 10))
            trainer.time(0.5, CLOCKS[request["clock"]])
        figures = trainer.time(request["seconds"], CLOCKS[request["clock"]])
        print(json.dumps({"case": trainer.case.name, "seconds_per_step": statistics.median(figures), "blocks": len(figures),
                          "losses": losses if trainer.case.is_deterministic else None}), flush=True)


def main(arguments):
    if len(arguments) >= 3 and arguments[0] == "tune":
        tune(arguments[1], arguments[2:])
    elif len(arguments) >= 5 and arguments[0] == "tune-here":
        tune_here(arguments[4:], json.loads(arguments[3]), arguments[1], probing=arguments[2] == "probe")
    elif len(arguments) == 2 and arguments[0] == "serve":
        with open(arguments[1], encoding="utf-8") as file:
            serve(json.load(file))
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
