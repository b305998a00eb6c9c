using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Tests.Data;

/// <content>Data sets as they are published.</content>
public sealed partial class CsvDatasetTests
{
    [Fact]
    public void Reads_the_data_set_of_the_repository()
    {
        CsvLoadResult result = CsvDataset.Load(DataFolder.InRepository("wdbc.csv"), new CsvOptions { LabelColumn = "diagnosis" });
        Assert.Equal((569, 30), (result.Data.Rows, result.Data.FeatureCount));
        Assert.Equal(["B", "M"], result.Data.ClassNames);
        Assert.Equal(212, result.Data.Targets.ToArray().Count(target => target == 1));
        Assert.Equal("mean radius", result.Data.FeatureNames[0]);
        Assert.Equal(17.99f, result.Data.Features.Span[0]);
        Assert.Equal(1, result.Data.Targets.Span[0]);
        Assert.Empty(result.ConstantFeatures);
    }

    [Fact]
    public void The_repositorys_wdbc_agrees_with_the_published_table()
    {
        CsvLoadResult published = CsvDataset.Load(
            DataFolder.Require("wdbc/wdbc.csv"), new CsvOptions { LabelColumn = "diagnosis", IgnoreColumns = ["id"] });
        CsvLoadResult ours = CsvDataset.Load(DataFolder.InRepository("wdbc.csv"), new CsvOptions { LabelColumn = "diagnosis" });
        Assert.Equal(published.Data.Features.ToArray(), ours.Data.Features.ToArray());
        Assert.Equal(published.Data.Targets.ToArray(), ours.Data.Targets.ToArray());
        Assert.Equal(["id", ""], published.IgnoredColumns);
    }

    [Fact]
    public void Reads_boston_housing()
    {
        CsvLoadResult result = CsvDataset.Load(
            DataFolder.Require("boston/housing.txt"), new CsvOptions { LabelColumn = "MedianHomeValue", Task = LearningTask.Regression });
        Assert.Equal((506, 13), (result.Data.Rows, result.Data.FeatureCount));
        Assert.Equal(24f, result.Data.Targets.Span[0]);
        Assert.Equal(0.00632f, result.Data.Features.Span[0]);
        Assert.Equal(22.532806, result.Data.Targets.ToArray().Average(target => (double)target), 1e-5);
    }
}
