namespace MLNetLandscape.Core.Pretraining;

/// <summary>A hidden neuron: its weights, the bias last, and its outputs.</summary>
/// <param name="Weights">One number an input, then the bias.</param>
/// <param name="HeldOut">Its outputs on held-out rows; null without.</param>
internal sealed record GrownNeuron(double[] Weights, double[]? HeldOut);
