namespace MLNetLandscape.Core.Onnx;

/// <summary>Element types of tensors, with the numbers of onnx.proto's TensorProto.DataType.</summary>
internal enum OnnxElementType
{
    /// <summary>FLOAT.</summary>
    Single = 1,

    /// <summary>INT64.</summary>
    Int64 = 7,
}
