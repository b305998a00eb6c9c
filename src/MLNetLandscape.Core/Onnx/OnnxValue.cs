using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Onnx;

/// <summary>A tensor of single-precision numbers within the graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">The shape of a row.</param>
/// <param name="IsImage">Whether the tensor is [N, C, H, W]; otherwise it is [N, C H W], the same numbers in the same order.</param>
internal readonly record struct OnnxValue(string Name, Shape Shape, bool IsImage);
