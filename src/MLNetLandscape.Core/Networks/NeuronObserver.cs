using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Core.Networks;

/// <summary>Collects a <see cref="NeuronTrace"/> over the batches of an evaluation.</summary>
internal abstract class NeuronObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The observer of a network's form of neuron; null for a plain network.</summary>
    public static NeuronObserver<T>? For(NetworkPass<T> pass) => pass.Network.Definition.Neuron switch
    {
        SkipNeuron or MonomialNeuron => new SkipObserver<T>(pass),
        LayerwiseNeurons => new LayerwiseObserver<T>(pass),
        LossFactorNeuron => new LossFactorObserver<T>(pass.Network),
        _ => null,
    };

    /// <summary>Forgets what it has seen.</summary>
    public abstract void Reset();

    /// <summary>Takes note of the batch whose forward pass was the last.</summary>
    public abstract void Observe();

    /// <summary>The trace of all batches since <see cref="Reset"/>.</summary>
    public abstract NeuronTrace Finish();

    /// <summary>The Euclidean norm.</summary>
    protected static double Norm(ReadOnlySpan<T> values)
    {
        double sum = 0;
        foreach (T value in values)
        {
            double number = double.CreateTruncating(value);
            sum += number * number;
        }

        return Math.Sqrt(sum);
    }
}
