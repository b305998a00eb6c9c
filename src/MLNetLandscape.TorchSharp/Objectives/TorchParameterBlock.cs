using MLNetLandscape.TorchSharp.Training;

namespace MLNetLandscape.TorchSharp.Objectives;

/// <summary>One parameter within the flat vector of a <see cref="TorchObjective"/>.</summary>
/// <param name="Name">Its name in the state dictionary.</param>
/// <param name="Shape">Its shape; numbers lie in row-major order.</param>
/// <param name="Offset">Where it starts.</param>
/// <param name="Length">Its numbers.</param>
public sealed record TorchParameterBlock(string Name, IReadOnlyList<long> Shape, int Offset, int Length)
{
    /// <summary>One past its last number.</summary>
    public int End => Offset + Length;

    /// <summary>The blocks of parameters, one after another.</summary>
    internal static IReadOnlyList<TorchParameterBlock> Of(IReadOnlyList<ModuleParameter> parameters)
    {
        List<TorchParameterBlock> blocks = [];
        foreach (ModuleParameter parameter in parameters)
        {
            int offset = blocks.Count == 0 ? 0 : blocks[^1].End;
            blocks.Add(new TorchParameterBlock(parameter.Name, parameter.Tensor.shape, offset, checked((int)parameter.Tensor.NumberOfElements)));
        }

        return blocks;
    }
}
