using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Optimizers;

/// <summary><see cref="Sgd"/> at work.</summary>
internal sealed class SgdState<T> : OptimizerState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> velocity;
    private readonly T momentum;
    private readonly bool nesterov;
    private T rate;

    internal SgdState(Sgd settings, int parameterCount)
    {
        momentum = T.CreateChecked(settings.Momentum);
        nesterov = settings.Nesterov;
        velocity = new AlignedBuffer<T>(settings.Momentum == 0 ? 0 : parameterCount);
    }

    public override void BeginStep(double learningRate)
    {
        base.BeginStep(learningRate);
        rate = T.CreateChecked(learningRate);
    }

    public override void Update(Span<T> parameters, ReadOnlySpan<T> gradients, int start)
    {
        if (velocity.Length == 0)
        {
            SgdKernel.Update(parameters, gradients, rate);
        }
        else
        {
            SgdKernel.Update(parameters, gradients, velocity.Span.Slice(start, parameters.Length), rate, momentum, nesterov);
        }
    }

    public override void Save(BinaryWriter writer)
    {
        base.Save(writer);
        SaveMoment(writer, velocity.Span);
    }

    public override void Load(BinaryReader reader)
    {
        base.Load(reader);
        LoadMoment(reader, velocity.Span);
    }
}
