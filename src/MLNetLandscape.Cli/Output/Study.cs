using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Experiments;

namespace MLNetLandscape.Cli.Output;

/// <summary>A finished comparison with all that its console, JSON and HTML renderings say about it.</summary>
internal sealed record Study
{
    /// <summary>The path of the data, as the user gave it or as it was found.</summary>
    public required string DataPath { get; init; }

    /// <summary>The data.</summary>
    public required CsvLoadResult Source { get; init; }

    /// <summary>The settings as the command line writes them, in the order of the documentation.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; }

    /// <summary>What was found.</summary>
    public required ComparisonResult Result { get; init; }

    /// <summary>What it means.</summary>
    public required ComparisonVerdict Verdict { get; init; }

    /// <summary>Where it was computed.</summary>
    public required RunEnvironment Environment { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long the trainings took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The file's name alone.</summary>
    public string DataName => Path.GetFileName(DataPath);

    /// <summary>Rows of the negative and of the positive class.</summary>
    public (int Negative, int Positive) ClassRows => Count(Source.Data);

    /// <summary>What to know about the data before believing a result.</summary>
    public IReadOnlyList<string> DataRemarks
    {
        get
        {
            List<string> remarks = [.. Result.DataWarnings];
            if (Source.SkippedRows > 0)
            {
                remarks.Add($"Rows left out because a value is missing: {Source.SkippedRows}.");
            }

            return remarks;
        }
    }

    /// <summary>One line on data: rows, features and classes.</summary>
    public static string Describe(CsvLoadResult source)
    {
        Dataset<float> data = source.Data;
        (int negative, int positive) = Count(data);
        return $"{data.Rows} rows, {data.FeatureCount} features, {source.LabelName}: {data.ClassNames[0]} {negative}, {data.ClassNames[1]} {positive} (the positive class)";
    }

    private static (int Negative, int Positive) Count(Dataset<float> data)
    {
        int positive = 0;
        foreach (float target in data.Targets.Span)
        {
            positive += target > 0 ? 1 : 0;
        }

        return (data.Rows - positive, positive);
    }
}
