using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Networks;

/// <summary>Copies a network into one with a maximum-and-concatenation block more, so that the outputs stay.</summary>
internal sealed class BlockEmbedding<T>(Network<T> deeper, Network<T> shallower, BlockStart start)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int readout = deeper.Plan.Layers.Count - 1;
    private readonly int oldReadout = shallower.Plan.Layers.Count - 1;

    public Network<T> Fill()
    {
        bool isImage = deeper.Plan.Layers[readout - 1] is Flatten;
        int block = isImage ? readout - 2 : readout - 1;
        MaximumConcatenation layer = (MaximumConcatenation)deeper.Plan.Layers[block];
        int shared = shallower.Plan.Parameters(oldReadout).Start.Value;
        shallower.Parameters[..shared].CopyTo(deeper.Parameters);
        shallower.State.CopyTo(deeper.State);
        Span<T> parameters = deeper.Parameters[deeper.Plan.Parameters(block)];
        if (start == BlockStart.Silent)
        {
            Silence(layer, deeper.Plan.InputShapes[block], parameters);
        }
        else
        {
            deeper.Parameters[deeper.Plan.Parameters(readout)].Clear();
        }

        if (isImage)
        {
            PassChannels(layer, parameters);
            CopyReadout(layer);
        }
        else
        {
            PassOutputs(layer, parameters);
        }

        return deeper;
    }

    /// <summary>A = W = 0, alpha_out = 0.</summary>
    private static void Silence(MaximumConcatenation layer, Shape input, Span<T> parameters)
    {
        foreach (ParameterBlock block in layer.GetParameters(input))
        {
            if (block.Name is "rectified" or "straight" or "outer_scale")
            {
                parameters[..block.Length].Clear();
            }

            parameters = parameters[block.Length..];
        }
    }

    /// <summary>L is the old readout; the new one passes its outputs on and keeps the bias.</summary>
    private void PassOutputs(MaximumConcatenation layer, Span<T> parameters)
    {
        ReadOnlySpan<T> old = shallower.Parameters[shallower.Plan.Parameters(oldReadout)];
        int outputs = layer.LinearUnits;
        old[..^outputs].CopyTo(parameters);
        Span<T> weights = deeper.Parameters[deeper.Plan.Parameters(readout)];
        for (int k = 0; k < outputs; k++)
        {
            Span<T> row = weights.Slice(k * (outputs + layer.Units), outputs);
            row.Clear();
            row[k] = T.One;
        }

        old[^outputs..].CopyTo(weights[^outputs..]);
    }

    /// <summary>L passes every channel of X on.</summary>
    private static void PassChannels(MaximumConcatenation layer, Span<T> parameters)
    {
        int places = layer.KernelSize * layer.KernelSize;
        int columns = layer.LinearUnits * places;
        parameters[..(layer.LinearUnits * columns)].Clear();
        for (int channel = 0; channel < layer.LinearUnits; channel++)
        {
            parameters[(channel * columns) + (channel * places) + (places / 2)] = T.One;
        }
    }

    /// <summary>The readout reads the passed channels as before.</summary>
    private void CopyReadout(MaximumConcatenation layer)
    {
        Shape image = deeper.Plan.InputShapes[readout - 1];
        ReadOnlySpan<T> old = shallower.Parameters[shallower.Plan.Parameters(oldReadout)];
        Span<T> weights = deeper.Parameters[deeper.Plan.Parameters(readout)];
        int outputs = deeper.OutputSize;
        int passed = layer.LinearUnits * image.Height * image.Width;
        for (int k = 0; k < outputs; k++)
        {
            old.Slice(k * passed, passed).CopyTo(weights[(k * image.Size)..]);
        }

        old[^outputs..].CopyTo(weights[^outputs..]);
    }
}
