using MLNetLandscape.Core.Data.Download;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Tests.Data;

namespace MLNetLandscape.Experiments.Tests;

/// <summary>What holds for every experiment.</summary>
public sealed class ExperimentRegistryTests
{
    public static TheoryData<string> Names => [.. ExperimentRegistry.All.Select(experiment => experiment.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Plans_the_same_valid_trials_for_the_same_options(string name)
    {
        IExperiment experiment = ExperimentRegistry.Find(name);
        StudyDefinition first = PlanOf(experiment, new ExperimentOptions()), second = PlanOf(experiment, new ExperimentOptions());
        first.Validate(ExperimentRegistry.TrialTypes);
        Assert.Equal(first.Fingerprint(), second.Fingerprint());
        Assert.All(first.Trials, trial => Assert.True(experiment.CostOf(trial) > 0));
    }

    /// <summary>All but jacobian-rank, whose runs are samples within a trial; of EEG, what holds rows out at random, since folds go by the runs.</summary>
    public static TheoryData<string, string[]> ExtensibleNames =>
    [
        .. ExperimentRegistry.All.Where(experiment => experiment.Name != "jacobian-rank")
            .Select(experiment => (experiment.Name, experiment.Name == "exponential-neuron" ? new[] { "article", "article-variants", "standardized", "log-power" } : [])),
    ];

    [Theory]
    [MemberData(nameof(ExtensibleNames))]
    public void More_runs_leave_the_trials_of_fewer_as_they_are(string name, string[] parts)
    {
        IExperiment experiment = ExperimentRegistry.Find(name);
        Dictionary<string, ContentHash> fewer = FingerprintsOf(2), more = FingerprintsOf(3);
        Assert.InRange(fewer.Count, 1, more.Count - 1);
        Assert.All(fewer, trial => Assert.Equal(trial.Value, more[trial.Key]));

        Dictionary<string, ContentHash> FingerprintsOf(int runs) =>
            PlanOf(experiment, new ExperimentOptions { Runs = runs, Parts = parts }).Trials.ToDictionary(trial => trial.Key, trial => trial.Fingerprint());
    }

    [Fact]
    public void Names_what_there_is_where_a_name_is_unknown()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => ExperimentRegistry.Find("alchemy"));
        Assert.Equal($"An experiment must be one of {string.Join(", ", ExperimentRegistry.All.Select(experiment => experiment.Name))}, but was 'alchemy'.", exception.Message);
    }

    private static StudyDefinition PlanOf(IExperiment experiment, ExperimentOptions options)
    {
        try
        {
            return new() { Name = experiment.Name, Trials = experiment.Plan(options, new ExperimentData(DatasetCatalog.DefaultFolder, new MemoryDataStore())) };
        }
        catch (MissingDataException)
        {
            string folder = Path.GetDirectoryName(DataFolder.Require("mnist"))!;
            return new() { Name = experiment.Name, Trials = experiment.Plan(options, new ExperimentData(folder, new MemoryDataStore())) };
        }
    }
}
