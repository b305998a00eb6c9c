namespace MLNetLandscape.Core.Tests.Onnx;

/// <summary>A tensor that onnxruntime computed.</summary>
internal sealed record OnnxOutput(string Type, int[] Dims, double[] Data);
