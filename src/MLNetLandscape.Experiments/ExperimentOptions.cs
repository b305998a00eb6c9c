using System.Globalization;
using System.Text;

namespace MLNetLandscape.Experiments;

/// <summary>What an experiment is asked for. The threads change no result.</summary>
public sealed record ExperimentOptions
{
    /// <summary>Repetitions, at least 1; null takes the experiment's default.</summary>
    public int? Runs { get; init; }

    /// <summary>Passes over the training data, at least 1, for experiments that train by epochs; null takes the experiment's default.</summary>
    public int? Epochs { get; init; }

    /// <summary>The most rows to train on, at least 1, for experiments on large data; null takes all.</summary>
    public int? Rows { get; init; }

    /// <summary>The parts to do; empty for all.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>What every random number derives from.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The folder of data sets; null takes that of <see cref="Core.Data.Download.DatasetCatalog.DefaultFolder"/>.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Whether to do the small form, in under a minute on two cores, which shows that everything works and little more.</summary>
    public bool Quick { get; init; }

    /// <summary>Threads over all trials, at least 1.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Where an interrupted experiment is kept, to be gone on with; null keeps nothing.</summary>
    public string? StateDirectory { get; init; }

    /// <summary>Whether a part is to be done.</summary>
    public bool Includes(string part) => Parts.Count == 0 || Parts.Contains(part, StringComparer.Ordinal);

    /// <summary>The command that repeats the experiment.</summary>
    public string ToCommand(string experiment)
    {
        StringBuilder command = new($"landscape experiment {experiment}");
        Append(command, "--runs", Runs);
        Append(command, "--epochs", Epochs);
        Append(command, "--rows", Rows);
        if (Parts.Count > 0)
        {
            command.Append(" --only ").AppendJoin(',', Parts);
        }

        Append(command, "--seed", Seed == 1 ? null : Seed);
        return command.Append(Quick ? " --quick" : "").ToString();
    }

    /// <summary>Says what is wrong, if anything.</summary>
    /// <exception cref="ArgumentException">An option is out of range or does not suit the experiment; the message says which, and the rule.</exception>
    public void ThrowIfUnsuitable(IExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ThrowIfBelowOne(Runs, "Runs");
        ThrowIfBelowOne(Epochs, "Epochs");
        ThrowIfBelowOne(Rows, "Rows");
        ThrowIfBelowOne(Threads, "Threads");
        if (Rows is not null && !experiment.TakesRows)
        {
            throw new ArgumentException($"Rows must not be given for '{experiment.Name}', whose data are small. Leave it out.");
        }

        if (Epochs is not null && experiment.DefaultEpochs is null)
        {
            throw new ArgumentException($"Epochs must not be given for '{experiment.Name}', which does not train by epochs. Leave it out.");
        }

        if (Parts.FirstOrDefault(part => !experiment.Parts.Contains(part, StringComparer.Ordinal)) is { } unknown)
        {
            throw new ArgumentException(experiment.Parts.Count == 0
                ? $"'{experiment.Name}' has no parts to choose, but '{unknown}' was asked for. Leave it out."
                : $"A part of '{experiment.Name}' must be one of {string.Join(", ", experiment.Parts)}, but was '{unknown}'.");
        }
    }

    private static void ThrowIfBelowOne(int? value, string name)
    {
        if (value < 1)
        {
            throw new ArgumentException($"{name} must be at least 1, but was {value}.");
        }
    }

    private static void Append(StringBuilder command, string option, long? value)
    {
        if (value is not null)
        {
            command.Append(CultureInfo.InvariantCulture, $" {option} {value}");
        }
    }
}
