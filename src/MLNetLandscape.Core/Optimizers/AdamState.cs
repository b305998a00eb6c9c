using System.Runtime.InteropServices;

namespace MLNetLandscape.Core.Optimizers;

/// <summary><see cref="Adam"/> and <see cref="AdamW"/> at work.</summary>
internal sealed class AdamState<T> : OptimizerState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double beta1;
    private readonly double beta2;
    private readonly double weightDecay;
    private readonly T epsilon;
    private readonly T[] firstMoment;
    private readonly T[] secondMoment;
    private Coefficients step;

    internal AdamState(double beta1, double beta2, double epsilon, double weightDecay, int parameterCount)
    {
        (this.beta1, this.beta2, this.weightDecay) = (beta1, beta2, weightDecay);
        this.epsilon = T.CreateChecked(epsilon);
        firstMoment = new T[parameterCount];
        secondMoment = new T[parameterCount];
    }

    /// <summary>Corrects the bias of both moments for step t: the rate becomes r / (1 - b1^t), the root's factor 1 / sqrt(1 - b2^t).</summary>
    public override void BeginStep(double learningRate)
    {
        base.BeginStep(learningRate);
        step = new Coefficients(
            T.CreateChecked(beta1),
            T.CreateChecked(1 - beta1),
            T.CreateChecked(beta2),
            T.CreateChecked(1 - beta2),
            T.CreateChecked(learningRate / (1 - Math.Pow(beta1, Steps))),
            T.CreateChecked(1 / Math.Sqrt(1 - Math.Pow(beta2, Steps))),
            T.CreateChecked(1 - (learningRate * weightDecay)));
    }

    public override void Update(Span<T> parameters, ReadOnlySpan<T> gradients, int start)
    {
        Span<T> first = firstMoment.AsSpan(start, parameters.Length);
        Span<T> second = secondMoment.AsSpan(start, parameters.Length);
        int done = UpdateVectors(parameters, gradients, first, second);
        for (int i = done; i < parameters.Length; i++)
        {
            T g = gradients[i];
            T m = (step.Beta1 * first[i]) + (step.Rest1 * g);
            T v = (step.Beta2 * second[i]) + (step.Rest2 * (g * g));
            (first[i], second[i]) = (m, v);
            parameters[i] = (step.Keep * parameters[i]) - (step.Rate * m / ((T.Sqrt(v) * step.RootFactor) + epsilon));
        }
    }

    public override void Save(BinaryWriter writer)
    {
        base.Save(writer);
        SaveMoment(writer, firstMoment);
        SaveMoment(writer, secondMoment);
    }

    public override void Load(BinaryReader reader)
    {
        base.Load(reader);
        LoadMoment(reader, firstMoment);
        LoadMoment(reader, secondMoment);
    }

    /// <summary>Whole vectors, lane for lane the scalar rule; returns how many numbers are done.</summary>
    private int UpdateVectors(Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> first, Span<T> second)
    {
        Span<Vector<T>> ps = MemoryMarshal.Cast<T, Vector<T>>(parameters);
        ReadOnlySpan<Vector<T>> gs = MemoryMarshal.Cast<T, Vector<T>>(gradients)[..ps.Length];
        Span<Vector<T>> ms = MemoryMarshal.Cast<T, Vector<T>>(first)[..ps.Length];
        Span<Vector<T>> vs = MemoryMarshal.Cast<T, Vector<T>>(second)[..ps.Length];
        (Vector<T> b1, Vector<T> c1, Vector<T> b2, Vector<T> c2) = (new(step.Beta1), new(step.Rest1), new(step.Beta2), new(step.Rest2));
        (Vector<T> rate, Vector<T> root, Vector<T> keep, Vector<T> eps) = (new(step.Rate), new(step.RootFactor), new(step.Keep), new(epsilon));
        for (int i = 0; i < ps.Length; i++)
        {
            Vector<T> g = gs[i];
            Vector<T> m = (b1 * ms[i]) + (c1 * g);
            Vector<T> v = (b2 * vs[i]) + (c2 * (g * g));
            (ms[i], vs[i]) = (m, v);
            ps[i] = (keep * ps[i]) - (rate * m / ((Vector.SquareRoot(v) * root) + eps));
        }

        return ps.Length * Vector<T>.Count;
    }

    /// <summary>The constants of one step, in the precision of the parameters.</summary>
    private readonly record struct Coefficients(T Beta1, T Rest1, T Beta2, T Rest2, T Rate, T RootFactor, T Keep);
}
