namespace MLNetLandscape.Core.Kernels;

/// <summary>The numbers of one Adam step, computed in double and rounded once to <typeparamref name="T"/>, as PyTorch does.</summary>
/// <param name="Beta1">The decay of the first moment.</param>
/// <param name="OneMinusBeta1">1 - beta1.</param>
/// <param name="Beta2">The decay of the second moment.</param>
/// <param name="OneMinusBeta2">1 - beta2.</param>
/// <param name="StepSize">The learning rate over 1 - beta1^t.</param>
/// <param name="RootScale">1 / sqrt(1 - beta2^t).</param>
/// <param name="Epsilon">Added to the corrected root of the second moment.</param>
/// <param name="Keep">What is left of a parameter before the step: 1, or 1 - learning rate x weight decay (AdamW).</param>
/// <typeparam name="T">Single or double.</typeparam>
internal readonly record struct AdamCoefficients<T>(
    T Beta1, T OneMinusBeta1, T Beta2, T OneMinusBeta2, T StepSize, T RootScale, T Epsilon, T Keep)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The numbers of step <paramref name="step"/>, counted from 1.</summary>
    public static AdamCoefficients<T> Of(
        double beta1, double beta2, double epsilon, double learningRate, double decoupledWeightDecay, long step) => new(
        T.CreateChecked(beta1),
        T.CreateChecked(1 - beta1),
        T.CreateChecked(beta2),
        T.CreateChecked(1 - beta2),
        T.CreateChecked(learningRate / (1 - Math.Pow(beta1, step))),
        T.CreateChecked(1 / Math.Sqrt(1 - Math.Pow(beta2, step))),
        T.CreateChecked(epsilon),
        T.CreateChecked(1 - (learningRate * decoupledWeightDecay)));
}
