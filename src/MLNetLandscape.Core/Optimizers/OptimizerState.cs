namespace MLNetLandscape.Core.Optimizers;

/// <summary>A first-order method at work on one parameter vector: its moments and step count.</summary>
/// <typeparam name="T">Single or double.</typeparam>
public abstract class OptimizerState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Steps begun.</summary>
    public long Steps { get; private set; }

    /// <summary>Begins a step: to be called once before its ranges are updated.</summary>
    public virtual void BeginStep(double learningRate) => Steps++;

    /// <summary>Moves the parameters [<paramref name="start"/>, start + length) by their gradients; ranges of a step may be updated by several threads.</summary>
    /// <param name="parameters">The parameters of the range.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="start">The range's place in the whole vector.</param>
    public abstract void Update(Span<T> parameters, ReadOnlySpan<T> gradients, int start);

    /// <summary>Writes steps and moments.</summary>
    public virtual void Save(BinaryWriter writer) => writer.Write(Steps);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public virtual void Load(BinaryReader reader) => Steps = reader.ReadInt64();
}
