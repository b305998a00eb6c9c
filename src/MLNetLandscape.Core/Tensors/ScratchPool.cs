namespace MLNetLandscape.Core.Tensors;

/// <summary>Scratch memory for calls that may run at once on several threads: as many buffers as calls ran at the same time, allocated on first use.</summary>
/// <typeparam name="T">The element.</typeparam>
/// <param name="length">Elements of a buffer.</param>
internal sealed class ScratchPool<T>(int length)
    where T : unmanaged
{
    private readonly Lock exclusive = new();
    private readonly Stack<AlignedBuffer<T>> idle = new();

    /// <summary>A buffer that nobody else has until it is returned; it may hold anything.</summary>
    public AlignedBuffer<T> Rent()
    {
        lock (exclusive)
        {
            if (idle.TryPop(out AlignedBuffer<T>? buffer))
            {
                return buffer;
            }
        }

        return new AlignedBuffer<T>(length);
    }

    /// <summary>Takes a buffer back.</summary>
    public void Return(AlignedBuffer<T> buffer)
    {
        lock (exclusive)
        {
            idle.Push(buffer);
        }
    }
}
