using MLNetLandscape.Core.Data.Download;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.Tests;

public sealed class ExperimentDataTests
{
    [Fact]
    public void Should_say_how_to_get_what_is_missing()
    {
        using TemporaryFolder folder = new();
        ExperimentData data = new(folder.Path, new MemoryDataStore());
        MissingDataException exception = Assert.Throws<MissingDataException>(() => data.Require(DatasetCatalog.Boston));
        Assert.Equal(
            $"The experiment needs 'boston/housing.txt' in '{folder.Path}', but it is not there. Get it with 'landscape data get boston --to {folder.Path}', or name the folder that has it by --data.",
            exception.Message);
    }

    [Fact]
    public void Should_say_that_recordings_must_be_placed_by_hand()
    {
        using TemporaryFolder folder = new();
        ExperimentData data = new(folder.Path, new MemoryDataStore());
        MissingDataException exception = Assert.Throws<MissingDataException>(data.RequireEeg);
        Assert.Equal(
            $"The experiment needs EEG recordings in '{folder["eeg"]}', but there are none. They have no licence and cannot be downloaded by this program: place ML1NN_KS.csv and ML1NN_US.csv there, or name the folder above them by --data.",
            exception.Message);
    }

    [Fact]
    public void Should_give_trials_the_files_under_their_paths()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["boston"]);
        File.WriteAllText(folder["boston/housing.txt"], "numbers");
        MemoryDataStore store = new();
        TrialContext context = new()
        {
            Trial = new Trial { Key = "k", Type = "t", Settings = TrialJson.Write(1), Data = new ExperimentData(folder.Path, store).Require(DatasetCatalog.Boston) },
            Data = store,
        };
        Assert.Equal("numbers", TrialData.Load(context, "text", path => File.ReadAllText(Path.Combine(path, "boston", "housing.txt"))));
        Assert.Equal("numbers", TrialData.Load(context, "text", string (_) => throw new InvalidOperationException("It is kept.")));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("/tmp/landscape-outside")]
    public void Should_write_no_file_outside_its_folder(string path)
    {
        MemoryDataStore store = new();
        using MemoryStream content = new([1]);
        TrialContext context = new()
        {
            Trial = new Trial { Key = "k", Type = "t", Settings = TrialJson.Write(1), Data = new Dictionary<string, ContentHash> { [path] = store.Put(content) } },
            Data = store,
        };
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => TrialData.Load(context, "text", _ => 1));
        Assert.Equal(
            $"A trial's data are files below a folder, named by relative paths, but one is named '{path}'. Submit the study again with paths that do not lead out of the folder.",
            exception.Message);
    }
}
