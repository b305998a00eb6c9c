using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNetLandscape.Core.Tensors;

/// <summary>A zeroed buffer whose first element lies on a cache line and never moves, so that vector loads are aligned.</summary>
/// <remarks>A pinned array, over-allocated by one line: no finaliser, no native memory, reclaimed as any array is.</remarks>
/// <typeparam name="T">The element.</typeparam>
public sealed class AlignedBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;
    private readonly T[] storage;
    private readonly int start;

    /// <summary>Allocates <paramref name="length"/> zeroed elements.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    /// <exception cref="InsufficientMemoryException">There is not that much memory, or no array can be that long; the message says how much was asked for.</exception>
    public AlignedBuffer(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        int size = Unsafe.SizeOf<T>();
        storage = LargeArray.Allocate<T>(length + (Alignment / size), isPinned: true);
        nint misalignment = Marshal.UnsafeAddrOfPinnedArrayElement(storage, 0) % Alignment;
        start = misalignment == 0 ? 0 : (int)((Alignment - misalignment) / size);
        Length = (int)length;
    }

    /// <summary>Elements.</summary>
    public int Length { get; }

    /// <summary>All elements.</summary>
    public Span<T> Span => storage.AsSpan(start, Length);

    /// <summary>All elements, as memory that a lambda may capture.</summary>
    public Memory<T> Memory => storage.AsMemory(start, Length);
}
