using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Initializers;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>The hidden layer that grows.</summary>
/// <param name="Inputs">What its neurons read.</param>
/// <param name="HeldOut">The same for held-out rows; null without.</param>
/// <param name="Activation">f.</param>
/// <param name="Initializer">How weights are drawn.</param>
/// <param name="Units">The neurons that it will have.</param>
internal sealed record NeuronLayer(HiddenInputs Inputs, HiddenInputs? HeldOut, Activation Activation, Initializer Initializer, int Units);
