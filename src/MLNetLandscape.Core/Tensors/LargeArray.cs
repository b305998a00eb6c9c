using System.Globalization;
using System.Runtime.CompilerServices;

namespace MLNetLandscape.Core.Tensors;

/// <summary>Arrays whose size the user's layers, batches and rows decide.</summary>
internal static class LargeArray
{
    /// <summary>Allocates zeroed elements, or says how much did not fit.</summary>
    /// <exception cref="InsufficientMemoryException">There is not that much memory, or no array can be that long.</exception>
    public static T[] Allocate<T>(long count, bool isPinned = false)
        where T : unmanaged
    {
        OutOfMemoryException? cause = null;
        try
        {
            if (count <= Array.MaxLength)
            {
                return GC.AllocateArray<T>((int)count, isPinned);
            }
        }
        catch (OutOfMemoryException exception)
        {
            cause = exception;
        }

        double gibibytes = (double)count * Unsafe.SizeOf<T>() / (1 << 30);
        throw new InsufficientMemoryException(
            string.Create(CultureInfo.InvariantCulture, $"A buffer of {count} numbers, {gibibytes:F1} GiB, does not fit into memory. Take smaller layers, smaller batches, or fewer rows."), cause);
    }
}
