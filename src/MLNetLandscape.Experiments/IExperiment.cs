using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments;

/// <summary>An experiment of the literature: independent trials, and what they say of its claims.</summary>
/// <remarks>Stateless. The trials are plain data that any process can carry out; equal options give equal trials, equal results and an equal report.</remarks>
public interface IExperiment
{
    /// <summary>Its name on the command line, such as bad-minima.</summary>
    string Name { get; }

    /// <summary>What it asks, in one line.</summary>
    string Question { get; }

    /// <summary>Which publications make the claims.</summary>
    string Source { get; }

    /// <summary>How long the full setting and the quick one take, on which machine, as measured.</summary>
    string ExpectedTime { get; }

    /// <summary>Repetitions where the options name none; what one is, the experiment says.</summary>
    int DefaultRuns { get; }

    /// <summary>Passes over the training data where the options name none, the most of any part; null for an experiment that trains by no epochs.</summary>
    int? DefaultEpochs { get; }

    /// <summary>Whether the options may say on how many rows it trains.</summary>
    bool TakesRows { get; }

    /// <summary>The parts that the options may choose among; empty for an experiment in one piece.</summary>
    IReadOnlyList<string> Parts { get; }

    /// <summary>What carries out its trials.</summary>
    ITrialType TrialType { get; }

    /// <summary>The trials.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="data">Where data sets are.</param>
    /// <exception cref="MissingDataException">Data that all of it needs are not there.</exception>
    /// <exception cref="ArgumentException">An option does not suit the experiment.</exception>
    IReadOnlyList<Trial> Plan(ExperimentOptions options, ExperimentData data);

    /// <summary>How long a trial takes, relative to others of the experiment; positive. Used for the time left only.</summary>
    double CostOf(Trial trial);

    /// <summary>What the trials found.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="trials">All trials with their results, in the order of the plan.</param>
    ExperimentReport Summarize(ExperimentOptions options, IReadOnlyList<TrialResult> trials);
}
