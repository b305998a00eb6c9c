using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Optimizers;

/// <summary><see cref="RmsProp"/> at work.</summary>
internal sealed class RmsPropState<T> : OptimizerState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RmsProp settings;
    private readonly AlignedBuffer<T> squares;
    private readonly AlignedBuffer<T> velocity;
    private double rate;

    internal RmsPropState(RmsProp settings, int parameterCount)
    {
        this.settings = settings;
        squares = new AlignedBuffer<T>(parameterCount);
        velocity = new AlignedBuffer<T>(settings.Momentum == 0 ? 0 : parameterCount);
    }

    public override void BeginStep(double learningRate)
    {
        base.BeginStep(learningRate);
        rate = learningRate;
    }

    public override void Update(Span<T> parameters, ReadOnlySpan<T> gradients, int start) => RmsPropKernel.Update(
        parameters,
        gradients,
        squares.Span.Slice(start, parameters.Length),
        velocity.Length == 0 ? [] : velocity.Span.Slice(start, parameters.Length),
        rate,
        settings.Smoothing,
        settings.Epsilon,
        settings.Momentum);

    public override void Save(BinaryWriter writer)
    {
        base.Save(writer);
        SaveMoment(writer, squares.Span);
        SaveMoment(writer, velocity.Span);
    }

    public override void Load(BinaryReader reader)
    {
        base.Load(reader);
        LoadMoment(reader, squares.Span);
        LoadMoment(reader, velocity.Span);
    }
}
