using System.Runtime.InteropServices;

namespace MLNetLandscape.Core.Optimizers;

/// <summary><see cref="RmsProp"/> at work.</summary>
internal sealed class RmsPropState<T> : OptimizerState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T smoothing;
    private readonly T rest;
    private readonly T momentum;
    private readonly T epsilon;
    private readonly T[] secondMoment;
    private readonly T[] velocity;
    private T rate;

    internal RmsPropState(RmsProp settings, int parameterCount)
    {
        smoothing = T.CreateChecked(settings.Smoothing);
        rest = T.CreateChecked(1 - settings.Smoothing);
        momentum = T.CreateChecked(settings.Momentum);
        epsilon = T.CreateChecked(settings.Epsilon);
        secondMoment = new T[parameterCount];
        velocity = settings.Momentum == 0 ? [] : new T[parameterCount];
    }

    public override void BeginStep(double learningRate)
    {
        base.BeginStep(learningRate);
        rate = T.CreateChecked(learningRate);
    }

    public override void Update(Span<T> parameters, ReadOnlySpan<T> gradients, int start)
    {
        Span<T> second = secondMoment.AsSpan(start, parameters.Length);
        if (velocity.Length == 0)
        {
            UpdatePlain(parameters, gradients, second);
        }
        else
        {
            UpdateWithMomentum(parameters, gradients, second, velocity.AsSpan(start, parameters.Length));
        }
    }

    public override void Save(BinaryWriter writer)
    {
        base.Save(writer);
        SaveMoment(writer, secondMoment);
        SaveMoment(writer, velocity);
    }

    public override void Load(BinaryReader reader)
    {
        base.Load(reader);
        LoadMoment(reader, secondMoment);
        LoadMoment(reader, velocity);
    }

    private void UpdatePlain(Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> second)
    {
        Span<Vector<T>> p = MemoryMarshal.Cast<T, Vector<T>>(parameters);
        ReadOnlySpan<Vector<T>> g = MemoryMarshal.Cast<T, Vector<T>>(gradients)[..p.Length];
        Span<Vector<T>> v = MemoryMarshal.Cast<T, Vector<T>>(second)[..p.Length];
        (Vector<T> s, Vector<T> c, Vector<T> eps, Vector<T> r) = (new(smoothing), new(rest), new(epsilon), new(rate));
        for (int i = 0; i < p.Length; i++)
        {
            v[i] = (s * v[i]) + (c * (g[i] * g[i]));
            p[i] -= r * (g[i] / (Vector.SquareRoot(v[i]) + eps));
        }

        for (int i = p.Length * Vector<T>.Count; i < parameters.Length; i++)
        {
            second[i] = (smoothing * second[i]) + (rest * (gradients[i] * gradients[i]));
            parameters[i] -= rate * (gradients[i] / (T.Sqrt(second[i]) + epsilon));
        }
    }

    private void UpdateWithMomentum(Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> second, Span<T> velocities)
    {
        Span<Vector<T>> p = MemoryMarshal.Cast<T, Vector<T>>(parameters);
        ReadOnlySpan<Vector<T>> g = MemoryMarshal.Cast<T, Vector<T>>(gradients)[..p.Length];
        Span<Vector<T>> v = MemoryMarshal.Cast<T, Vector<T>>(second)[..p.Length];
        Span<Vector<T>> u = MemoryMarshal.Cast<T, Vector<T>>(velocities)[..p.Length];
        (Vector<T> s, Vector<T> c, Vector<T> eps, Vector<T> r, Vector<T> mu) = (new(smoothing), new(rest), new(epsilon), new(rate), new(momentum));
        for (int i = 0; i < p.Length; i++)
        {
            v[i] = (s * v[i]) + (c * (g[i] * g[i]));
            u[i] = (mu * u[i]) + (g[i] / (Vector.SquareRoot(v[i]) + eps));
            p[i] -= r * u[i];
        }

        for (int i = p.Length * Vector<T>.Count; i < parameters.Length; i++)
        {
            second[i] = (smoothing * second[i]) + (rest * (gradients[i] * gradients[i]));
            velocities[i] = (momentum * velocities[i]) + (gradients[i] / (T.Sqrt(second[i]) + epsilon));
            parameters[i] -= rate * velocities[i];
        }
    }
}
