using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNetLandscape.Core.Optimizers;

/// <summary>A first-order method at work on one parameter vector: its moments and step count.</summary>
/// <remarks>
/// Every number is updated by the same roundings wherever its range begins and ends, so the result does not depend on how threads share the
/// vector.
/// </remarks>
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
    /// <exception cref="InvalidDataException">The state belongs to another vector or precision.</exception>
    public virtual void Load(BinaryReader reader)
    {
        long steps = reader.ReadInt64();
        Steps = steps >= 0 ? steps : throw new InvalidDataException($"The optimizer state counts {steps} steps; it is damaged.");
    }

    /// <summary>Writes one moment: its length, the size of a number, and the numbers.</summary>
    private protected static void SaveMoment(BinaryWriter writer, ReadOnlySpan<T> moment)
    {
        writer.Write(moment.Length);
        writer.Write(Unsafe.SizeOf<T>());
        writer.Write(MemoryMarshal.AsBytes(moment));
    }

    /// <summary>Reads one moment into its place.</summary>
    private protected static void LoadMoment(BinaryReader reader, Span<T> moment)
    {
        int length = reader.ReadInt32();
        int size = reader.ReadInt32();
        if (length != moment.Length || size != Unsafe.SizeOf<T>())
        {
            throw new InvalidDataException(
                $"The optimizer state is for {length} parameters of {size} bytes, but this model has {moment.Length} of {Unsafe.SizeOf<T>()} bytes.");
        }

        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(moment));
    }
}
