using FsCheck.Fluent;
using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Tests.Data;

public sealed class DataSplitTests
{
    [Fact]
    public void A_stratified_holdout_keeps_the_share_of_every_class()
    {
        Dataset<float> data = Classes((-1, 357), (1, 212));
        Split split = DataSplit.StratifiedHoldout(data, 0.2, 1);
        AssertPartition(data, split);
        Assert.Equal(114, split.Validation.Length);
        Assert.Equal(72, split.Validation.Count(row => data.Targets.Span[row] == -1));
        Assert.Equal(42, split.Validation.Count(row => data.Targets.Span[row] == 1));
    }

    [Fact]
    public void The_articles_split_sizes_come_out()
    {
        Split split = DataSplit.StratifiedHoldout(Classes((-1, 1822), (1, 1820)), 0.2, 1);
        Assert.Equal((2913, 729), (split.Training.Length, split.Validation.Length));
    }

    [Fact]
    public void A_rare_class_is_in_both_parts()
    {
        Dataset<float> data = Classes((0, 500), (1, 2), (2, 3));
        foreach (double fraction in new[] { 0.001, 0.1, 0.5, 0.9, 0.999 })
        {
            Split split = DataSplit.StratifiedHoldout(data, fraction, 1);
            AssertPartition(data, split);
            Assert.Equal(3, split.Training.Select(row => data.Targets.Span[row]).Distinct().Count());
            Assert.Equal(3, split.Validation.Select(row => data.Targets.Span[row]).Distinct().Count());
        }
    }

    [Fact]
    public void A_fraction_that_is_exact_is_not_rounded_up() =>
        Assert.Equal(7, DataSplit.Holdout(Classes((0, 100)), 0.07, 1).Validation.Length);

    [Fact]
    public void The_same_seed_gives_the_same_split_and_another_seed_another()
    {
        Dataset<float> data = Classes((-1, 60), (1, 40));
        Assert.Equal(DataSplit.StratifiedHoldout(data, 0.3, 5).Validation, DataSplit.StratifiedHoldout(data, 0.3, 5).Validation);
        Assert.NotEqual(DataSplit.StratifiedHoldout(data, 0.3, 5).Validation, DataSplit.StratifiedHoldout(data, 0.3, 6).Validation);
        Assert.Equal(DataSplit.KFold(data, 5, 5)[3].Validation, DataSplit.KFold(data, 5, 5)[3].Validation);
        Assert.NotEqual(DataSplit.KFold(data, 5, 5)[3].Validation, DataSplit.KFold(data, 5, 6)[3].Validation);
    }

    [Fact]
    public void Precision_does_not_matter()
    {
        Dataset<float> data = Classes((-1, 60), (1, 40));
        Assert.Equal(
            DataSplit.StratifiedHoldout(data, 0.3, 5).Validation,
            DataSplit.StratifiedHoldout(data.Convert<double>(), 0.3, 5).Validation);
    }

    [Fact]
    public void Any_holdout_is_a_partition() => FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(2, 60).Two().SelectMany(rows => Gen.Choose(1, 99).Select(percent => (rows.Item1, rows.Item2, percent))).ToArbitrary(),
        input =>
        {
            Dataset<float> data = Classes((-1, input.Item1), (1, input.Item2));
            AssertPartition(data, DataSplit.StratifiedHoldout(data, input.percent / 100.0, input.percent));
        }));

    [Fact]
    public void Folds_are_of_equal_size_and_validate_every_row_once()
    {
        Dataset<float> data = Classes((-1, 11), (1, 12));
        IReadOnlyList<Split> splits = DataSplit.KFold(data, 5, 1);
        AssertFolds(data, splits);
        Assert.Equal([4, 4, 5, 5, 5], splits.Select(split => split.Validation.Length).Order());
    }

    [Fact]
    public void Stratified_folds_have_equal_shares_of_every_class()
    {
        Dataset<float> data = Classes((0, 13), (1, 8), (2, 21));
        IReadOnlyList<Split> splits = DataSplit.StratifiedKFold(data, 4, 1);
        AssertFolds(data, splits);
        foreach (Split split in splits)
        {
            int[] counts = [.. Enumerable.Range(0, 3).Select(c => split.Validation.Count(row => data.Targets.Span[row] == c))];
            Assert.InRange(counts[0], 3, 4);
            Assert.Equal(2, counts[1]);
            Assert.InRange(counts[2], 5, 6);
            Assert.InRange(split.Validation.Length, 10, 11);
        }
    }

    [Fact]
    public void Group_folds_keep_groups_together_and_are_of_about_equal_size()
    {
        Dataset<float> data = Classes((-1, 60), (1, 40)) with { Groups = [.. Enumerable.Range(0, 100).Select(row => row % 10)] };
        IReadOnlyList<Split> splits = DataSplit.GroupKFold(data, 5, 1);
        AssertFolds(data, splits);
        foreach (Split split in splits)
        {
            Assert.Empty(split.Training.Select(row => data.Groups[row]).Intersect(split.Validation.Select(row => data.Groups[row])));
            Assert.Equal(20, split.Validation.Length);
        }
    }

    [Fact]
    public void Leaving_a_group_out_validates_on_that_group_alone()
    {
        Dataset<float> data = Classes((-1, 5), (1, 4)) with { Groups = [30, 10, 10, 20, 30, 20, 10, 10, 10] };
        IReadOnlyList<Split> splits = DataSplit.LeaveOneGroupOut(data);
        AssertFolds(data, splits);
        Assert.Equal([1, 2, 6, 7, 8], splits[0].Validation);
        Assert.Equal([3, 5], splits[1].Validation);
        Assert.Equal([0, 4], splits[2].Validation);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void Refuses_a_fraction_outside_zero_to_one(double fraction)
    {
        string message =
            $"The validation fraction must lie strictly between 0 and 1, but was {fraction}. For a fifth of the rows, pass 0.2. (Parameter 'fraction')";
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => DataSplit.StratifiedHoldout(Classes((0, 3), (1, 3)), fraction, 1)).Message);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => DataSplit.Holdout(Classes((0, 3), (1, 3)), fraction, 1)).Message);
    }

    [Fact]
    public void Refuses_a_class_with_too_few_rows()
    {
        Dataset<float> data = Classes((-1, 9), (1, 1)) with { ClassNames = ["B", "M"] };
        Assert.Equal(
            "A class must have at least 2 rows to be in both parts of a stratified split, but class 'M' has 1. Add rows of that class, or use Holdout.",
            Assert.Throws<ArgumentException>(() => DataSplit.StratifiedHoldout(data, 0.5, 1)).Message);
        Assert.Equal(
            "A class must have at least 3 rows to be in each of 3 folds, but class 1 has 1. Use fewer folds, or KFold.",
            Assert.Throws<ArgumentException>(() => DataSplit.StratifiedKFold(data with { ClassNames = [] }, 3, 1)).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    public void Refuses_a_number_of_folds_that_rows_do_not_allow(int folds) => Assert.Equal(
        $"The number of folds must be at least 2 and at most the number of rows, 10, but was {folds}. (Parameter 'folds')",
        Assert.Throws<ArgumentException>(() => DataSplit.KFold(Classes((0, 10)), folds, 1)).Message);

    [Fact]
    public void Refuses_more_folds_than_groups() => Assert.Equal(
        "The number of folds must be at least 2 and at most the number of groups, 2, but was 3. (Parameter 'folds')",
        Assert.Throws<ArgumentException>(() => DataSplit.GroupKFold(Classes((0, 4)) with { Groups = [1, 1, 2, 2] }, 3, 1)).Message);

    [Fact]
    public void Refuses_groups_that_are_missing_or_single()
    {
        Assert.Equal(
            "A split by groups needs the group of every row, but Groups is empty. Set Groups, or use KFold.",
            Assert.Throws<ArgumentException>(() => DataSplit.LeaveOneGroupOut(Classes((0, 4)))).Message);
        Assert.Equal(
            "Leaving one group out needs at least 2 groups, but every row is of group 7. Use KFold. (Parameter 'data')",
            Assert.Throws<ArgumentException>(() => DataSplit.LeaveOneGroupOut(Classes((0, 2)) with { Groups = [7, 7] })).Message);
    }

    [Fact]
    public void Refuses_a_holdout_that_leaves_nothing_to_train_on() => Assert.StartsWith(
        "A holdout must leave at least 1 row to train on, but a fraction of 0.9 of 3 rows takes all of them.",
        Assert.Throws<ArgumentException>(() => DataSplit.Holdout(Classes((0, 3)), 0.9, 1)).Message);

    [Fact]
    public void Refuses_to_stratify_by_several_numbers() => Assert.Equal(
        "A stratified split needs one number a target, the class, but a target has 2. Use Holdout or KFold.",
        Assert.Throws<ArgumentException>(() =>
            DataSplit.StratifiedHoldout(Classes((0, 4)) with { Targets = new float[8] }, 0.5, 1)).Message);

    /// <summary>Rows of the given classes, in a mixed order.</summary>
    private static Dataset<float> Classes(params (float Target, int Rows)[] classes)
    {
        float[] targets = [.. classes.SelectMany(c => Enumerable.Range(0, c.Rows).Select(i => (c.Target, Place: (i + 0.5) / c.Rows)))
            .OrderBy(row => row.Place).Select(row => row.Target)];
        return new Dataset<float> { Features = new float[targets.Length], Targets = targets, Rows = targets.Length };
    }

    private static void AssertPartition(Dataset<float> data, Split split)
    {
        Assert.Equal(Enumerable.Range(0, data.Rows), split.Training.Concat(split.Validation).Order());
        Assert.Equal(split.Training.Order(), split.Training);
        Assert.Equal(split.Validation.Order(), split.Validation);
        Assert.NotEmpty(split.Training);
        Assert.NotEmpty(split.Validation);
    }

    private static void AssertFolds(Dataset<float> data, IReadOnlyList<Split> splits)
    {
        Assert.All(splits, split => AssertPartition(data, split));
        Assert.Equal(Enumerable.Range(0, data.Rows), splits.SelectMany(split => split.Validation).Order());
    }
}
