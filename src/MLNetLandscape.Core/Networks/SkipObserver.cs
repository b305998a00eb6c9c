using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Core.Networks;

/// <summary>Observes skip and monomial neurons: per neuron the largest |phi|.</summary>
internal sealed class SkipObserver<T>(NetworkPass<T> pass) : NeuronObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[] largest = new double[pass.Network.OutputSize];
    private long clamped;

    /// <inheritdoc/>
    public override void Reset()
    {
        Array.Clear(largest);
        clamped = 0;
    }

    /// <inheritdoc/>
    public override void Observe()
    {
        for (int k = 0; k < largest.Length; k++)
        {
            largest[k] = pass.Neuron!.LargestValue(k, largest[k]);
        }

        for (int panel = 0; panel < pass.Input.PanelCount; panel++)
        {
            clamped += pass.Neuron!.CountClamped(panel);
        }
    }

    /// <inheritdoc/>
    public override NeuronTrace Finish()
    {
        int outputs = largest.Length;
        int inputs = pass.Network.InputSize;
        ReadOnlySpan<T> block = pass.Network.Parameters[pass.Network.Plan.NeuronOffset..];
        NeuronTrace? trace = null;
        for (int k = 0; k < outputs; k++)
        {
            double scale = double.CreateTruncating(block[k]);
            double term = Math.Abs(scale) * largest[k];
            if (trace is null || term > trace.LargestTerm)
            {
                double bias = double.CreateTruncating(block[outputs + (outputs * inputs) + k]);
                trace = new NeuronTrace(scale, bias, Norm(block.Slice(outputs + (k * inputs), inputs)), term, clamped);
            }
        }

        return trace!;
    }
}
