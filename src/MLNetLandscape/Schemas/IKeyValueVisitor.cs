namespace MLNetLandscape.Schemas;

/// <summary>Code that needs to know the type of key values.</summary>
internal interface IKeyValueVisitor<out TResult>
{
    /// <summary>Called with the values in the order of the keys.</summary>
    TResult Visit<T>(IReadOnlyList<T> values);
}
