using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Networks;

/// <summary>Observes one exponential unit per layer: its largest value, and the largest of its outgoing scales.</summary>
internal sealed class LayerwiseObserver<T> : NeuronObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkPass<T> pass;
    private readonly int[] layers;
    private readonly double[] largest;
    private long clamped;

    public LayerwiseObserver(NetworkPass<T> pass)
    {
        this.pass = pass;
        layers = [.. Enumerable.Range(0, pass.Layers.Count).Where(layer => pass.Layers[layer] is WithExponentialUnitPass<T>)];
        largest = new double[layers.Length];
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        Array.Clear(largest);
        clamped = 0;
    }

    /// <inheritdoc/>
    public override void Observe()
    {
        for (int i = 0; i < layers.Length; i++)
        {
            BatchTensor<T> output = pass.Layers[layers[i]].Output;
            for (int row = 0; row < output.Rows; row++)
            {
                largest[i] = Math.Max(largest[i], double.CreateTruncating(output[row, output.Features - 1]));
            }

            clamped += ((WithExponentialUnitPass<T>)pass.Layers[layers[i]]).ClampedRows;
        }
    }

    /// <inheritdoc/>
    public override NeuronTrace Finish()
    {
        NeuronTrace? trace = null;
        for (int i = 0; i < layers.Length; i++)
        {
            double scale = LargestScale(layers[i] + 1);
            double term = Math.Abs(scale) * largest[i];
            if (trace is null || term > trace.LargestTerm)
            {
                ParameterEntry weights = Find(layers[i], ParameterRole.NeuronWeight);
                ParameterEntry bias = Find(layers[i], ParameterRole.NeuronBias);
                ReadOnlySpan<T> parameters = pass.Network.Parameters;
                trace = new NeuronTrace(
                    scale, double.CreateTruncating(parameters[bias.Offset]), Norm(parameters[weights.Offset..weights.End]), term, clamped);
            }
        }

        return trace!;
    }

    private ParameterEntry Find(int layer, ParameterRole role) =>
        pass.Network.Layout.Entries.First(entry => entry.LayerIndex == layer && entry.Block.Role == role);

    /// <summary>The scale of largest magnitude among those that multiply the unit which <paramref name="reader"/> reads.</summary>
    private double LargestScale(int reader)
    {
        double largestScale = 0;
        foreach (ParameterEntry entry in pass.Network.Layout.Entries)
        {
            if (entry.LayerIndex != reader)
            {
                continue;
            }

            foreach (int i in entry.ScaleIndices)
            {
                double scale = double.CreateTruncating(pass.Network.Parameters[i]);
                largestScale = Math.Abs(scale) > Math.Abs(largestScale) ? scale : largestScale;
            }
        }

        return largestScale;
    }
}
