using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>The columns that a sweep reads, as content of a data store in ML.NET's binary format.</summary>
internal sealed class SweepData(byte[] content) : IMultiStreamSource
{
    /// <inheritdoc/>
    public int Count => 1;

    /// <summary>Keeps the columns.</summary>
    public static ContentHash Put(IDataStore store, IDataView data, IReadOnlyList<string> columns)
    {
        MLContext context = new(seed: 1);
        using MemoryStream stream = new();
        context.Data.SaveAsBinary(context.Transforms.SelectColumns([.. columns]).Fit(data).Transform(data), stream);
        stream.Position = 0;
        return store.Put(stream);
    }

    /// <summary>Reads what <see cref="Put"/> kept; the view may be read by several threads.</summary>
    public static IDataView Read(Stream stream)
    {
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return new MLContext(seed: 1).Data.LoadFromBinary(new SweepData(copy.ToArray()));
    }

    /// <inheritdoc/>
    public string? GetPathOrNull(int index) => null;

    /// <inheritdoc/>
    public Stream Open(int index) => new MemoryStream(content, writable: false);

    /// <inheritdoc/>
    public TextReader OpenTextReader(int index) => throw new NotSupportedException("The data of a sweep are no text.");
}
