namespace MLNetLandscape.Core.Tests.Onnx;

/// <summary>What onnxruntime made of a model and a batch: its outputs, or an error.</summary>
internal sealed record OnnxResult(string[]? Inputs, Dictionary<string, OnnxOutput>? Outputs, string? Error);
