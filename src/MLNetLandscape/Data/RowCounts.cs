using MLNetLandscape.Schemas;

namespace MLNetLandscape.Data;

/// <summary>Rows read so far, and how many of them lacked what; a row that lacks several things counts in each.</summary>
internal sealed class RowCounts
{
    /// <summary>Rows read, sound or not.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows that lacked something.</summary>
    public long Incomplete { get; private set; }

    private long WithoutFeatures { get; set; }

    private long WithoutLabel { get; set; }

    private long WithoutWeight { get; set; }

    /// <summary>Counts a row.</summary>
    public void Add(bool hasFeatures, bool hasLabel, bool hasWeight)
    {
        Rows++;
        Incomplete += hasFeatures && hasLabel && hasWeight ? 0 : 1;
        WithoutFeatures += hasFeatures ? 0 : 1;
        WithoutLabel += hasLabel ? 0 : 1;
        WithoutWeight += hasWeight ? 0 : 1;
    }

    /// <summary>ML.NET's error for data without a sound row, followed by what it lacks.</summary>
    /// <param name="data">The data, as the subject of a sentence.</param>
    /// <param name="columns">The columns that were read.</param>
    public InvalidOperationException NoneSound(string data, TrainingColumns columns) =>
        new("No valid training instances found, all instances have missing features. " + (Rows == 0
            ? $"{data} has no row. Check the file, the filters and the split."
            : $"{data} has {Rows} rows; missing or infinite is '{columns.Features.Name}' in {WithoutFeatures} of them, '{columns.Label.Name}' in {WithoutLabel}"
                + (columns.Weight is { } weight ? $", '{weight.Name}' in {WithoutWeight}" : "")
                + ". Replace missing values in the pipeline, or check the mapping of the label."));
}
