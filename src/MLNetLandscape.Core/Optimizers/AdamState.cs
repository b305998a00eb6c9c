using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Optimizers;

/// <summary><see cref="Adam"/> and <see cref="AdamW"/> at work.</summary>
internal sealed class AdamState<T> : OptimizerState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double beta1;
    private readonly double beta2;
    private readonly double epsilon;
    private readonly double weightDecay;
    private readonly AlignedBuffer<T> firstMoments;
    private readonly AlignedBuffer<T> secondMoments;
    private AdamCoefficients<T> coefficients;

    internal AdamState(double beta1, double beta2, double epsilon, double weightDecay, int parameterCount)
    {
        (this.beta1, this.beta2, this.epsilon, this.weightDecay) = (beta1, beta2, epsilon, weightDecay);
        firstMoments = new AlignedBuffer<T>(parameterCount);
        secondMoments = new AlignedBuffer<T>(parameterCount);
    }

    public override void BeginStep(double learningRate)
    {
        base.BeginStep(learningRate);
        coefficients = AdamCoefficients<T>.Of(beta1, beta2, epsilon, learningRate, weightDecay, Steps);
    }

    public override void Update(Span<T> parameters, ReadOnlySpan<T> gradients, int start) => AdamKernel.Update(
        parameters,
        gradients,
        firstMoments.Span.Slice(start, parameters.Length),
        secondMoments.Span.Slice(start, parameters.Length),
        coefficients);

    public override void Save(BinaryWriter writer)
    {
        base.Save(writer);
        SaveMoment(writer, firstMoments.Span);
        SaveMoment(writer, secondMoments.Span);
    }

    public override void Load(BinaryReader reader)
    {
        base.Load(reader);
        LoadMoment(reader, firstMoments.Span);
        LoadMoment(reader, secondMoments.Span);
    }
}
