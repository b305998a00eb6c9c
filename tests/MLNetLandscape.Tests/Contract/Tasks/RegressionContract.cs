using MLNetLandscape.Core.Losses;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.Tests.Contract.Tasks;

/// <summary>What every trainer of a real number must do.</summary>
public abstract class RegressionContract : TaskContract
{
    private protected sealed override string LabelColumn => nameof(ContractRow.Number);

    [Fact]
    public void Scores_in_the_unit_of_the_label()
    {
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(100);
        IDataView data = View(context, rows);
        float[] scores = [.. Fit(context, data, 1).Transform(data).GetColumn<float>("Score")];
        Assert.Equal(rows.Average(row => row.Number), scores.Average(), 1.0);
    }

    [Fact]
    public void Refuses_a_loss_for_classes() => Assert.Equal(
        "Loss must be one for real numbers, but was Logistic. Use Squared or Huber.",
        Assert.Throws<ArgumentException>(() => Create(new MLContext(), WithLoss(DefaultOptions(1), new Logistic()))).Message);

    [Fact]
    public void Trains_with_the_Huber_loss()
    {
        MLContext context = new(1);
        IDataView data = View(context, ContractData.Rows(150));
        ITransformer transformer = Create(context, WithLoss(Options(1), new Huber())).Fit(data);
        Assert.True(context.Regression.Evaluate(transformer.Transform(data)).RSquared > 0.5);
    }

    protected abstract LandscapeTrainerOptions WithLoss(LandscapeTrainerOptions options, Loss loss);
}
