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
        StudyDefinition first = PlanOf(experiment), second = PlanOf(experiment);
        first.Validate(ExperimentRegistry.TrialTypes);
        Assert.Equal(first.Fingerprint(), second.Fingerprint());
        Assert.All(first.Trials, trial => Assert.True(experiment.CostOf(trial) > 0));
    }

    [Fact]
    public void Names_what_there_is_where_a_name_is_unknown()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => ExperimentRegistry.Find("alchemy"));
        Assert.Equal($"An experiment must be one of {string.Join(", ", ExperimentRegistry.All.Select(experiment => experiment.Name))}, but was 'alchemy'.", exception.Message);
    }

    private static StudyDefinition PlanOf(IExperiment experiment)
    {
        try
        {
            return new() { Name = experiment.Name, Trials = experiment.Plan(new ExperimentOptions(), new ExperimentData(DatasetCatalog.DefaultFolder, new MemoryDataStore())) };
        }
        catch (MissingDataException)
        {
            string folder = Path.GetDirectoryName(DataFolder.Require("mnist"))!;
            return new() { Name = experiment.Name, Trials = experiment.Plan(new ExperimentOptions(), new ExperimentData(folder, new MemoryDataStore())) };
        }
    }
}
