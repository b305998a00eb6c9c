using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MLNetLandscape.Core.Kernels;

/// <summary>The checks at every kernel's entry: pointer loops rely on them.</summary>
internal static class KernelGuard
{
    /// <summary>Throws unless a span has at least <paramref name="needed"/> elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AtLeast(int length, long needed, string name)
    {
        if (length < needed)
        {
            ThrowTooShort(length, needed, name);
        }
    }

    /// <summary>Throws unless a span has exactly as many elements as another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Same(int length, int expected, string name)
    {
        if (length != expected)
        {
            ThrowDifferent(length, expected, name);
        }
    }

    /// <summary>Throws unless 0 &lt;= first &lt;= end &lt;= count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Range(int first, int end, int count)
    {
        if ((uint)end > (uint)count || (uint)first > (uint)end)
        {
            ThrowRange(first, end, count);
        }
    }

    /// <summary>Throws unless the sizes are possible.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sizes(int outputs, int inputs, int panels, int lastRows)
    {
        if (outputs < 0 || inputs < 0 || panels < 0 || lastRows < 1 || lastRows > 32)
        {
            ThrowSizes(outputs, inputs, panels, lastRows);
        }
    }

    [DoesNotReturn]
    private static void ThrowSizes(int outputs, int inputs, int panels, int lastRows) => throw new ArgumentException(
        $"outputs, inputs and panels must not be negative and lastRows must be 1 to 32, but were {outputs}, {inputs}, {panels} and {lastRows}.");

    [DoesNotReturn]
    private static void ThrowTooShort(int length, long needed, string name) =>
        throw new ArgumentException($"{name} must have at least {needed} elements for the given sizes, but has {length}.", name);

    [DoesNotReturn]
    private static void ThrowDifferent(int length, int expected, string name) =>
        throw new ArgumentException($"{name} must have {expected} elements as its companions do, but has {length}.", name);

    [DoesNotReturn]
    private static void ThrowRange(int first, int end, int count) =>
        throw new ArgumentException($"The range [{first}, {end}) must lie within [0, {count}).");
}
