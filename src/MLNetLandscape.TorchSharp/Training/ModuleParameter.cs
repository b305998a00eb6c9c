using MLNetLandscape.Core.Layers;

namespace MLNetLandscape.TorchSharp.Training;

/// <summary>One parameter of a module.</summary>
/// <param name="Name">Its name in the state dictionary, such as <c>network.0.weight</c>.</param>
/// <param name="Tensor">Its numbers.</param>
/// <param name="Role">What it does; which penalties apply depends on it.</param>
/// <param name="HasScaleColumn">Whether its last column multiplies an exponential unit: those numbers are scales a, not weights.</param>
internal sealed record ModuleParameter(string Name, Parameter Tensor, ParameterRole Role, bool HasScaleColumn);
