using System.Runtime.CompilerServices;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.AutoML.Storage;

/// <summary>Views that were put into a store: folds that all trials share are written once.</summary>
internal sealed class StoredViews(IDataStore store)
{
    private readonly ConditionalWeakTable<IDataView, Dictionary<string, ContentHash>> known = [];

    /// <summary>The name of some columns of a view.</summary>
    public ContentHash Put(IDataView view, IReadOnlyList<string> columns)
    {
        Dictionary<string, ContentHash> names = known.GetOrCreateValue(view);
        string key = string.Join('\n', columns);
        return names.TryGetValue(key, out ContentHash? hash) ? hash : names[key] = StoredData.Put(store, view, columns);
    }
}
