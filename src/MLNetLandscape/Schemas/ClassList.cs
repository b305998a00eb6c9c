namespace MLNetLandscape.Schemas;

/// <summary>What the keys of a label stand for: how many classes, and their names in the order of the keys.</summary>
/// <param name="Count">Classes.</param>
/// <param name="Names">One a class; empty where the keys have no values.</param>
internal sealed record ClassList(ulong Count, IReadOnlyList<string> Names)
{
    /// <summary>More names than this a message leaves out.</summary>
    private const int MostNames = 8;

    /// <summary>The classes of a label column.</summary>
    public static ClassList Of(DataViewSchema.Column label) => new(((KeyDataViewType)label.Type).Count, KeyValueSet.Of(label)?.Texts ?? []);

    /// <summary>How two lists differ, as a clause of a sentence; null where each key means the same in both, or one has no names to compare.</summary>
    /// <param name="here">The list of the data at hand.</param>
    /// <param name="there">The list that it must agree with.</param>
    public static string? Difference(ClassList here, ClassList there)
    {
        if (here.Count != there.Count)
        {
            return $"has {here.Describe()} instead of {there.Describe()}";
        }

        if (here.Names.Count == 0 || there.Names.Count == 0 || here.Names.SequenceEqual(there.Names))
        {
            return null;
        }

        int first = here.Names.Zip(there.Names).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"has the classes {here.List()} instead of {there.List()}: its key {first + 1} is '{here.Names[first]}' instead of '{there.Names[first]}'";
    }

    /// <summary>The name of a class, by its index from 0; its key where it has none.</summary>
    public string NameOf(int index) => index < Names.Count ? $"'{Names[index]}'" : $"{index + 1}";

    private string Describe() => Names.Count == 0 ? $"{Count} classes" : $"{Count} classes {List()}";

    private string List() => Names.Count <= MostNames
        ? $"[{string.Join(", ", Names)}]"
        : $"[{string.Join(", ", Names.Take(MostNames))}, ... {Names.Count - MostNames} more]";
}
