namespace MLNetLandscape.Tests.Contract.Tasks;

/// <summary>What every trainer of two classes must do, calibrated or not.</summary>
public abstract class BinaryContract : TaskContract
{
    private protected sealed override string LabelColumn => nameof(ContractRow.Flag);

    /// <summary>Whether the trainer gives a Probability.</summary>
    protected abstract bool IsCalibrated { get; }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Refuses_labels_of_one_class_in_the_words_of_MLNET(bool stream)
    {
        MLContext context = new(1);
        IDataView data = View(context, ContractData.Rows(60).Where(row => row.Flag));
        Assert.Equal(
            "The label column 'Label' of the training data has only one class. Two classes are required for binary classification.",
            Assert.Throws<ArgumentException>(() => Create(context, Options(1) with { Stream = stream }).Fit(data)).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Refuses_labels_of_one_class_among_the_rows_that_count(bool stream)
    {
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(60);
        rows.ForEach(row => row.Weight = row.Flag ? 1 : 0);
        IDataView data = View(context, rows);
        Assert.Equal(
            "The label column 'Label' of the training data has only one class with a positive weight in 'Weight'. Two classes are required for binary classification.",
            Assert.Throws<ArgumentException>(
                () => Create(context, Options(1) with { Stream = stream, ExampleWeightColumnName = "Weight" }).Fit(data)).Message);
    }

    [Fact]
    public void Names_a_class_that_has_too_few_rows_to_hold_one_back()
    {
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(60);
        rows.ForEach(row => row.Flag = true);
        rows[7].Flag = false;
        Assert.Equal(
            "ValidationFraction needs at least 2 rows of every class, one to train on and one to validate on, but 'Label' has 1 row of class False. "
            + "Set ValidationFraction = 0, pass validation data, or add rows of that class.",
            Assert.Throws<ArgumentException>(() => Create(context, Options(1) with { ValidationFraction = 0.2 }).Fit(View(context, rows))).Message);
    }

    [Fact]
    public void Gives_a_Probability_if_it_is_calibrated()
    {
        MLContext context = new(1);
        IDataView data = View(context, ContractData.Rows(60));
        Assert.Equal(IsCalibrated, Fit(context, data, 1).Transform(data).Schema.GetColumnOrNull("Probability") is not null);
    }
}
