using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Neurons;

/// <summary>The exponential neuron that a network carries, in one of its published forms.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "neuron")]
[JsonDerivedType(typeof(SkipNeuron), "skip")]
[JsonDerivedType(typeof(MonomialNeuron), "monomial")]
[JsonDerivedType(typeof(LayerwiseNeurons), "layerwise")]
[JsonDerivedType(typeof(LossFactorNeuron), "loss_factor")]
public abstract record NeuronDefinition;
