using System.Collections.Concurrent;

namespace MLNetLandscape.Core.Studies;

/// <summary>What trials of one process need not compute twice, such as decoded data: each value is made once, and dropped when it is the oldest of too many.</summary>
/// <remarks>Values are shared by threads, so they must never change; and made from what their key names alone, so that no result depends on which trial came first.</remarks>
/// <param name="capacity">Values kept, at least 1.</param>
public sealed class SharedValues(int capacity = 16)
{
    private readonly ConcurrentDictionary<(Type Type, string Key), Lazy<object>> values = new();
    private readonly ConcurrentQueue<(Type Type, string Key)> order = new();

    /// <summary>The value of a key, made now where there is none. An exception of <paramref name="create"/> is thrown and not kept, and no other caller's is thrown.</summary>
    public T GetOrCreate<T>(string key, Func<T> create)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(create);
        (Type Type, string Key) name = (typeof(T), key);
        Lazy<object> own = new(() => create());
        while (true)
        {
            Lazy<object> kept = values.GetOrAdd(name, own);
            if (ReferenceEquals(kept, own))
            {
                order.Enqueue(name);
                DropOldest();
            }

            try
            {
                return (T)kept.Value;
            }
            catch
            {
                values.TryRemove(new KeyValuePair<(Type, string), Lazy<object>>(name, kept));
                if (ReferenceEquals(kept, own))
                {
                    throw;
                }

                // The trial that was to make it failed or was stopped; this one was not.
            }
        }
    }

    private void DropOldest()
    {
        while (order.Count > Math.Max(1, capacity) && order.TryDequeue(out (Type Type, string Key) oldest))
        {
            values.TryRemove(oldest, out _);
        }
    }
}
