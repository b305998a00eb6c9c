namespace MLNetLandscape.Core.Studies;

/// <summary>The trial types that a process knows. A trial of any other type is refused: nothing that a message names is loaded.</summary>
public sealed class TrialTypes
{
    private readonly Dictionary<string, ITrialType> types = new(StringComparer.Ordinal);

    /// <summary>A registry of some types.</summary>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    public TrialTypes(params IEnumerable<ITrialType> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        foreach (ITrialType type in types)
        {
            if (!this.types.TryAdd(type.Name, type))
            {
                throw new ArgumentException($"Trial types must have different names, but two are called '{type.Name}'.");
            }
        }
    }

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names => [.. types.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The type of a name.</summary>
    /// <exception cref="ArgumentException">No type has it.</exception>
    public ITrialType Find(string name) => types.TryGetValue(name, out ITrialType? type)
        ? type
        : throw new ArgumentException($"Trial type '{name}' is not known here. Known: {(types.Count == 0 ? "none" : string.Join(", ", Names))}.");

    /// <summary>Checks a trial: its type is known, and takes its settings.</summary>
    /// <exception cref="ArgumentException">It is not, or does not; the message names the trial.</exception>
    public void Validate(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        try
        {
            Find(trial.Type).Validate(trial.Settings);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"Trial '{trial.Key}': {exception.Message}", exception);
        }
    }
}
