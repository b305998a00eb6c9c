using System.Runtime.InteropServices;

namespace MLNetLandscape.Core.Optimizers;

/// <summary><see cref="Sgd"/> at work.</summary>
internal sealed class SgdState<T> : OptimizerState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] velocity;
    private readonly T momentum;
    private readonly bool nesterov;
    private T rate;

    internal SgdState(Sgd settings, int parameterCount)
    {
        momentum = T.CreateChecked(settings.Momentum);
        nesterov = settings.Nesterov;
        velocity = settings.Momentum == 0 ? [] : new T[parameterCount];
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
            Descend(parameters, gradients);
        }
        else
        {
            DescendWithMomentum(parameters, gradients, velocity.AsSpan(start, parameters.Length));
        }
    }

    public override void Save(BinaryWriter writer)
    {
        base.Save(writer);
        SaveMoment(writer, velocity);
    }

    public override void Load(BinaryReader reader)
    {
        base.Load(reader);
        LoadMoment(reader, velocity);
    }

    private void Descend(Span<T> parameters, ReadOnlySpan<T> gradients)
    {
        Span<Vector<T>> p = MemoryMarshal.Cast<T, Vector<T>>(parameters);
        ReadOnlySpan<Vector<T>> g = MemoryMarshal.Cast<T, Vector<T>>(gradients)[..p.Length];
        Vector<T> r = new(rate);
        for (int i = 0; i < p.Length; i++)
        {
            p[i] -= r * g[i];
        }

        for (int i = p.Length * Vector<T>.Count; i < parameters.Length; i++)
        {
            parameters[i] -= rate * gradients[i];
        }
    }

    private void DescendWithMomentum(Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> velocities)
    {
        Span<Vector<T>> p = MemoryMarshal.Cast<T, Vector<T>>(parameters);
        ReadOnlySpan<Vector<T>> g = MemoryMarshal.Cast<T, Vector<T>>(gradients)[..p.Length];
        Span<Vector<T>> u = MemoryMarshal.Cast<T, Vector<T>>(velocities)[..p.Length];
        (Vector<T> r, Vector<T> mu) = (new(rate), new(momentum));
        for (int i = 0; i < p.Length; i++)
        {
            Vector<T> next = (mu * u[i]) + g[i];
            u[i] = next;
            p[i] -= r * (nesterov ? g[i] + (mu * next) : next);
        }

        for (int i = p.Length * Vector<T>.Count; i < parameters.Length; i++)
        {
            T next = (momentum * velocities[i]) + gradients[i];
            velocities[i] = next;
            parameters[i] -= rate * (nesterov ? gradients[i] + (momentum * next) : next);
        }
    }
}
