using System.Security.Cryptography;

namespace MLNetLandscape.Core.Studies;

/// <summary>Independent trials under one name.</summary>
public sealed record StudyDefinition
{
    /// <summary>The most characters of a study's name.</summary>
    public const int LongestName = 100;

    /// <summary>The most characters of a trial's key.</summary>
    public const int LongestKey = 200;

    /// <summary>The name: letters, digits, '-', '_' and '.', not '.' first.</summary>
    public required string Name { get; init; }

    /// <summary>The trials, at least 1, each with a key of its own. The result lists them in this order.</summary>
    public required IReadOnlyList<Trial> Trials { get; init; }

    /// <summary>How long a trial may run before it fails; null for ever. A trial that was interrupted has it anew.</summary>
    public TimeSpan? TrialTimeLimit { get; init; }

    /// <summary>Checks names, keys and every trial's settings.</summary>
    /// <exception cref="ArgumentException">Something is wrong; the message says what.</exception>
    public void Validate(TrialTypes types)
    {
        ArgumentNullException.ThrowIfNull(types);
        ThrowIfNoName(Name);
        if (Trials.Count == 0)
        {
            throw new ArgumentException($"The study '{Name}' must have at least 1 trial, but has none.");
        }

        if (TrialTimeLimit is { } limit && limit <= TimeSpan.Zero)
        {
            throw new ArgumentException($"TrialTimeLimit must be positive, but was {limit}. Pass null for no limit.");
        }

        HashSet<string> keys = new(StringComparer.Ordinal);
        foreach (Trial trial in Trials)
        {
            if (trial.Key.Length is 0 or > LongestKey)
            {
                throw new ArgumentException($"A trial's key must have 1 to {LongestKey} characters, but '{trial.Key}' has {trial.Key.Length}.");
            }

            if (!keys.Add(trial.Key))
            {
                throw new ArgumentException($"The keys of a study's trials must differ, but '{trial.Key}' occurs twice in '{Name}'.");
            }

            types.Validate(trial);
        }
    }

    /// <summary>Checks the name of a study.</summary>
    /// <exception cref="ArgumentException">It is not one.</exception>
    public static void ThrowIfNoName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > LongestName || name[0] == '.' || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw new ArgumentException($"A study's name must be 1 to {LongestName} letters, digits, '-', '_' or '.', not '.' first, but was '{name}'.");
        }
    }

    /// <summary>The hash of all trials: equal where a study would compute the same, whatever its name.</summary>
    public ContentHash Fingerprint()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Trial trial in Trials)
        {
            hash.AppendData(trial.Canonical());
            hash.AppendData("\n"u8);
        }

        return ContentHash.FromDigest(hash.GetHashAndReset());
    }
}
