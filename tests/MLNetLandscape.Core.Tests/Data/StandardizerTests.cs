using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Tests.Data;

public sealed class StandardizerTests
{
    private static readonly Dataset<float> Training = new()
    {
        Features = new float[] { 1, 10, 7, 2, 20, 7, 3, 60, 7, 6, 30, 7 },
        Targets = new float[] { 1, 1, -1, -1 },
        Rows = 4,
        FeatureNames = ["a", "b", "c"],
    };

    [Fact]
    public void Learns_means_and_population_deviations()
    {
        Standardizer standardizer = Standardizer.Fit(Training);
        Assert.Equal([3, 30, 7], standardizer.Means);
        Assert.Equal(Math.Sqrt((4 + 1 + 0 + 9) / 4.0), standardizer.Deviations[0], 1e-15);
        Assert.Equal(Math.Sqrt((400 + 100 + 900 + 0) / 4.0), standardizer.Deviations[1], 1e-14);
    }

    [Fact]
    public void A_constant_feature_is_listed_and_becomes_zero()
    {
        Standardizer standardizer = Standardizer.Fit(Training);
        Assert.Equal(1, standardizer.Deviations[2]);
        Assert.Equal([2], standardizer.ConstantFeatures);
        Dataset<float> scaled = standardizer.Apply(Training);
        Assert.Equal([0f, 0f, 0f, 0f], Enumerable.Range(0, 4).Select(row => scaled.Features.Span[(row * 3) + 2]));
    }

    [Fact]
    public void A_constant_that_is_no_round_number_is_constant_all_the_same()
    {
        Dataset<float> constant = new() { Features = Enumerable.Repeat(0.1f, 1000).ToArray(), Targets = new float[1000], Rows = 1000 };
        Standardizer standardizer = Standardizer.Fit(constant);
        Assert.Equal([0], standardizer.ConstantFeatures);
        Assert.Equal((double)0.1f, standardizer.Means[0]);
        Assert.All(standardizer.Apply(constant).Features.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void The_training_part_gets_mean_zero_and_deviation_one()
    {
        Standardizer again = Standardizer.Fit(Standardizer.Fit(Training).Apply(Training));
        Assert.Equal(0, again.Means[0], 1e-7);
        Assert.Equal(0, again.Means[1], 1e-7);
        Assert.Equal(1, again.Deviations[0], 1e-6);
        Assert.Equal(1, again.Deviations[1], 1e-6);
    }

    [Fact]
    public void Large_means_do_not_spoil_small_deviations()
    {
        // In single precision the squares of these would lose the deviation altogether.
        Dataset<float> data = new() { Features = new float[] { 8388607, 8388608 }, Targets = new float[2], Rows = 2 };
        Standardizer standardizer = Standardizer.Fit(data);
        Assert.Equal(0.5, standardizer.Deviations[0]);
        Assert.Equal([-1, 1], standardizer.Apply(data).Features.ToArray());
    }

    [Fact]
    public void Apply_copies_once_and_leaves_the_original_alone()
    {
        float[] before = Training.Features.ToArray();
        Dataset<float> scaled = Standardizer.Fit(Training).Apply(Training);
        Assert.Equal(before, Training.Features.ToArray());
        Assert.Equal(Training.Targets, scaled.Targets);
        Assert.Equal(Training.FeatureNames, scaled.FeatureNames);
    }

    [Fact]
    public void A_row_and_a_data_set_are_scaled_to_the_same_bits()
    {
        Standardizer standardizer = Standardizer.Fit(Training);
        float[] rows = Training.Features.ToArray();
        standardizer.Apply(rows.AsSpan(0, 3));
        standardizer.Apply(rows.AsSpan(3));
        Assert.Equal(standardizer.Apply(Training).Features.ToArray(), rows);
    }

    [Fact]
    public void One_mean_and_deviation_can_serve_all_features()
    {
        Standardizer standardizer = Standardizer.FitGlobal(Training);
        double mean = Training.Features.ToArray().Average(value => (double)value);
        double deviation = Math.Sqrt(Training.Features.ToArray().Average(value => (value - mean) * (value - mean)));
        Assert.All(standardizer.Means, value => Assert.Equal(mean, value, 1e-12));
        Assert.All(standardizer.Deviations, value => Assert.Equal(deviation, value, 1e-12));
        Assert.Equal(3, standardizer.Means.Length);
        Assert.Empty(standardizer.ConstantFeatures);
    }

    [Fact]
    public void Refuses_another_number_of_features()
    {
        const string Message =
            "The standardizer was learnt on 3 features, but the data has 2. Pass the features of the training data.";
        Standardizer standardizer = Standardizer.Fit(Training);
        Dataset<float> narrow = new() { Features = new float[4], Targets = new float[2], Rows = 2 };
        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => standardizer.Apply(narrow)).Message);
        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => standardizer.Apply(new float[2])).Message);
    }
}
