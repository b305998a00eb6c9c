using System.Runtime.InteropServices;

namespace MLNetLandscape.Core.Training;

/// <summary>Parameters and running statistics in a stream: both counts, then the numbers, little-endian.</summary>
internal static class NumberStream
{
    /// <summary>Writes both.</summary>
    public static void Write<T>(Stream destination, ReadOnlySpan<T> parameters, ReadOnlySpan<T> state)
        where T : unmanaged
    {
        Span<int> counts = [parameters.Length, state.Length];
        destination.Write(MemoryMarshal.AsBytes(counts));
        destination.Write(MemoryMarshal.AsBytes(parameters));
        destination.Write(MemoryMarshal.AsBytes(state));
    }

    /// <summary>Reads both into their places, or neither.</summary>
    /// <exception cref="InvalidDataException">The counts are not this model's, or the stream ends early.</exception>
    public static void Read<T>(Stream source, Span<T> parameters, Span<T> state)
        where T : unmanaged
    {
        Span<int> counts = stackalloc int[2];
        T[] numbers = new T[parameters.Length + state.Length];
        try
        {
            source.ReadExactly(MemoryMarshal.AsBytes(counts));
            if (counts[0] != parameters.Length || counts[1] != state.Length)
            {
                throw new InvalidDataException(
                    $"The state has {counts[0]} parameters and {counts[1]} running statistics, but this model has {parameters.Length} and {state.Length}. "
                    + "It belongs to another network.");
            }

            source.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("The state ends before all numbers were read: it was cut off.", exception);
        }

        numbers.AsSpan(0, parameters.Length).CopyTo(parameters);
        numbers.AsSpan(parameters.Length).CopyTo(state);
    }
}
