namespace MLNetLandscape.Core.Onnx;

/// <summary>The part of a network that is being written: what its names in the graph start with, and what messages call it.</summary>
/// <param name="Name">A C identifier, as ONNX wants names to be: "layer2_body0".</param>
/// <param name="Path">"Layers[2].Body[0]".</param>
internal readonly record struct OnnxScope(string Name, string Path)
{
    /// <summary>A layer of the network.</summary>
    public static OnnxScope Layer(int index) => new($"layer{index}", $"Layers[{index}]");

    /// <summary>A layer of a residual block's body.</summary>
    public OnnxScope Body(int index) => new($"{Name}_body{index}", $"{Path}.Body[{index}]");

    /// <summary>A branch of a concatenation.</summary>
    public OnnxScope Branch(int index) => new($"{Name}_branch{index}", $"{Path}.Branches[{index}]");

    /// <summary>A step of a recurrent layer.</summary>
    public OnnxScope Step(int index) => new($"{Name}_step{index}", $"{Path}.Steps[{index}]");

    /// <summary>The layer that gained an exponential unit.</summary>
    public OnnxScope Inner() => new($"{Name}_inner", $"{Path}.Inner");

    /// <summary>The exponential unit that a layer gained.</summary>
    public OnnxScope Unit() => new($"{Name}_unit", $"{Path}.Unit");
}
