using System.Numerics.Tensors;

namespace MLNetLandscape.Core.Data;

/// <summary>A data set in memory: features, targets and optional example weights, one row after another.</summary>
/// <remarks>
/// <para>Every number is finite: a missing or infinite value is the business of whoever reads the data, before it gets here. A record can be
/// copied with altered parts, so the rules across properties are checked by <see cref="Validate"/>, which everything that takes a data set
/// calls.</para>
/// </remarks>
/// <typeparam name="T">Single for training, double for analysis.</typeparam>
public sealed record Dataset<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int rows;

    /// <summary>Rows x <see cref="FeatureCount"/>.</summary>
    public required ReadOnlyMemory<T> Features { get; init; }

    /// <summary>Rows x <see cref="TargetWidth"/>: -1 or +1, a class index, or real numbers.</summary>
    public required ReadOnlyMemory<T> Targets { get; init; }

    /// <summary>One weight a row, at least 0; null where all are 1.</summary>
    public ReadOnlyMemory<T>? Weights
    {
        get;

        // No memory at all means no weights: a null array converts to an empty memory, not to null.
        init => field = value is { IsEmpty: true } ? null : value;
    }

    /// <summary>Rows, at least 1.</summary>
    /// <exception cref="ArgumentException">Fewer than 1.</exception>
    public required int Rows
    {
        get => rows;
        init => rows = value >= 1
            ? value
            : throw new ArgumentException($"A data set must have at least 1 row, but Rows was {value}. Check what filtered the rows away.");
    }

    /// <summary>Features of a row.</summary>
    public int FeatureCount => Features.Length / Rows;

    /// <summary>Numbers in a target.</summary>
    public int TargetWidth => Targets.Length / Rows;

    /// <summary>One name a feature; empty where they have none.</summary>
    public IReadOnlyList<string> FeatureNames { get; init; } = [];

    /// <summary>The label's text per class: for a binary task the negative class first; empty for regression.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>The group of each row (a session, a subject), for splits that keep groups together; empty without.</summary>
    public IReadOnlyList<int> Groups { get; init; } = [];

    /// <summary>Checks the lengths against each other and every number for being finite.</summary>
    /// <returns>This data set.</returns>
    /// <exception cref="ArgumentException">A length does not fit, a number is not finite, or a weight is negative.</exception>
    public Dataset<T> Validate()
    {
        DatasetRules.CheckLengths(this);
        DatasetRules.CheckNumbers(this);
        return this;
    }

    /// <summary>The name of a feature for messages: its own, or its index.</summary>
    public string DescribeFeature(int feature) => FeatureNames.Count > 0 ? $"'{FeatureNames[feature]}'" : $"{feature}";

    /// <summary>The rows of the given indices, in their order; an index may occur more than once.</summary>
    /// <exception cref="ArgumentException">No index, or one outside 0 .. <see cref="Rows"/> - 1.</exception>
    public Dataset<T> Select(ReadOnlySpan<int> rows)
    {
        DatasetRules.CheckLengths(this);
        if (rows.IsEmpty)
        {
            throw new ArgumentException("A selection must keep at least 1 row, but no index was given.", nameof(rows));
        }

        foreach (int row in rows)
        {
            if ((uint)row >= (uint)Rows)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(rows), row, $"A row index must be in 0 .. {Rows - 1}, but was {row}.");
            }
        }

        int[]? groups = Groups.Count == 0 ? null : new int[rows.Length];
        for (int i = 0; groups is not null && i < rows.Length; i++)
        {
            groups[i] = Groups[rows[i]];
        }

        return this with
        {
            Features = Gather(Features.Span, rows, FeatureCount),
            Targets = Gather(Targets.Span, rows, TargetWidth),
            Weights = Weights is { } weights ? Gather(weights.Span, rows, 1) : default(ReadOnlyMemory<T>?),
            Rows = rows.Length,
            Groups = groups ?? [],
        };
    }

    /// <summary>The same data in another precision; the same numbers in memory where it is the same precision.</summary>
    /// <exception cref="ArgumentException">A number overflows the other precision.</exception>
    public Dataset<TOther> Convert<TOther>()
        where TOther : unmanaged, IBinaryFloatingPointIeee754<TOther>
    {
        if (this is Dataset<TOther> same)
        {
            return same;
        }

        return new Dataset<TOther>
        {
            Features = Convert<TOther>(Features.Span),
            Targets = Convert<TOther>(Targets.Span),
            Weights = Weights is { } weights ? Convert<TOther>(weights.Span) : default(ReadOnlyMemory<TOther>?),
            Rows = Rows,
            FeatureNames = FeatureNames,
            ClassNames = ClassNames,
            Groups = Groups,
        }.Validate();
    }

    private static TOther[] Convert<TOther>(ReadOnlySpan<T> source)
        where TOther : unmanaged, IBinaryFloatingPointIeee754<TOther>
    {
        var converted = new TOther[source.Length];
        TensorPrimitives.ConvertTruncating(source, converted.AsSpan());
        return converted;
    }

    private static T[] Gather(ReadOnlySpan<T> source, ReadOnlySpan<int> rows, int width)
    {
        var gathered = new T[checked(rows.Length * width)];
        for (int i = 0; i < rows.Length; i++)
        {
            source.Slice(rows[i] * width, width).CopyTo(gathered.AsSpan(i * width));
        }

        return gathered;
    }
}
