namespace MLNetLandscape.Tests.Contract;

/// <summary>Models after a way through ML.NET's file format.</summary>
internal static class Reloaded
{
    /// <summary>The model as a context that has never seen its trainer loads it.</summary>
    public static ITransformer From(ITransformer model, DataViewSchema schema) => From(model, schema, out _);

    public static ITransformer From(ITransformer model, DataViewSchema schema, out DataViewSchema loadedSchema)
    {
        using MemoryStream stream = new();
        new MLContext().Model.Save(model, schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out loadedSchema);
    }
}
