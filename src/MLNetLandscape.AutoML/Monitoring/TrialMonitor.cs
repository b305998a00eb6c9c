using System.Globalization;
using System.Text.Json;
using MLNetLandscape.AutoML.Trials;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.AutoML.Monitoring;

/// <summary>Follows an experiment: a progress line while a trial trains, a line for each trial that ended, then a table, and the results as JSON.</summary>
/// <remarks>Pass it to SetMonitor, and as <see cref="NetworkTrialOptions.Progress"/> for the progress line. It may be used by several threads.</remarks>
public sealed class TrialMonitor : IMonitor, IProgress<TrialEpoch>
{
    private readonly Lock gate = new();
    private readonly List<TrialRecord> trials = [];
    private readonly ProgressLine line;
    private TrialRecord? best;

    /// <summary>Creates a monitor.</summary>
    /// <param name="output">Where to write; null writes nothing.</param>
    /// <param name="rewritesLine">Whether a line can be written over, as on a terminal; otherwise only ended trials are written. For the console, pass <c>!Console.IsOutputRedirected</c>.</param>
    public TrialMonitor(TextWriter? output = null, bool rewritesLine = false) => line = new ProgressLine(output ?? TextWriter.Null, rewritesLine);

    /// <summary>The trials that ended, in order.</summary>
    public IReadOnlyList<TrialRecord> Trials
    {
        get
        {
            lock (gate)
            {
                return [.. trials];
            }
        }
    }

    /// <summary>The best trial so far; null before the first is completed.</summary>
    public TrialRecord? Best
    {
        get
        {
            lock (gate)
            {
                return best;
            }
        }
    }

    /// <inheritdoc/>
    public void ReportRunningTrial(TrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        lock (gate)
        {
            line.Show($"Trial {settings.TrialId}: {TrialParameters.Describe(TrialParameters.Flatten(settings.Parameter))}");
        }
    }

    /// <summary>Shows how far a trial is.</summary>
    public void Report(TrialEpoch value)
    {
        ArgumentNullException.ThrowIfNull(value);
        EpochRecord record = value.Epoch.Record;
        lock (gate)
        {
            string fold = value.Folds > 1 ? $", fold {value.Fold} of {value.Folds}" : "";
            string metric = record.Validation is { } validation ? string.Create(CultureInfo.InvariantCulture, $", validation metric {validation.Metric:F4}") : "";
            string leader = best is null ? "" : string.Create(CultureInfo.InvariantCulture, $"; best {best.Metric:F4} (trial {best.TrialId})");
            line.Show($"Trial {value.TrialId}{fold}, epoch {record.Epoch} of {value.Epoch.Epochs}{metric}{leader}");
        }
    }

    /// <inheritdoc/>
    public void ReportCompletedTrial(TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        TrialRecord record = Record(result.TrialSettings, result is AbandonedTrialResult ? TrialEnd.Abandoned : TrialEnd.Completed) with
        {
            Elapsed = TimeSpan.FromMilliseconds(result.DurationInMilliseconds),
        };
        Add(result is AbandonedTrialResult abandoned
            ? record with { Message = $"Hopeless after epoch {abandoned.Epoch} of fold {abandoned.Fold}." }
            : record with { Metric = result.Metric, Loss = result.Loss });
    }

    /// <summary>Nothing: the line of a completed trial says whether it is the best.</summary>
    public void ReportBestTrial(TrialResult result)
    {
    }

    /// <inheritdoc/>
    public void ReportFailTrial(TrialSettings settings, Exception? exception = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Add(Record(settings, TrialEnd.Failed) with { Message = exception?.Message });
    }

    /// <summary>All trials as a table of plain text, the best first.</summary>
    public string ToTable() => TrialTable.Write(Trials);

    /// <summary>All trials as a JSON array of objects with <c>trialId</c>, <c>outcome</c> ("completed", "abandoned", "failed"), <c>metric</c> and <c>loss</c>
    /// (null if not evaluated), <c>elapsed</c>, <c>parameters</c> and <c>message</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(Trials, JsonFormat.Indented);

    private static TrialRecord Record(TrialSettings settings, TrialEnd outcome) => new()
    {
        TrialId = settings.TrialId,
        Outcome = outcome,
        Elapsed = (settings.EndedAtUtc ?? settings.StartedAtUtc) - settings.StartedAtUtc,
        Parameters = TrialParameters.Flatten(settings.Parameter),
    };

    private void Add(TrialRecord record)
    {
        lock (gate)
        {
            trials.Add(record);
            bool isBest = record.Loss < (best?.Loss ?? double.PositiveInfinity);
            best = isBest ? record : best;
            string outcome = record.Metric is { } metric
                ? metric.ToString("F4", CultureInfo.InvariantCulture) + (isBest ? ", the best so far" : "")
                : $"{record.Outcome.ToString().ToLowerInvariant()}. {record.Message}".TrimEnd();
            line.Write($"Trial {record.TrialId}: {outcome} ({TrialParameters.Describe(record.Parameters)})");
        }
    }
}
