using MLNetLandscape.Trainers;

namespace MLNetLandscape.Tests.Contract.Tasks;

/// <summary>What every trainer of one task must do, beside the contract for the trainers of all tasks.</summary>
public abstract class TaskContract
{
    /// <summary>The label's column in <see cref="ContractRow"/>.</summary>
    private protected abstract string LabelColumn { get; }

    /// <summary>Options of a small model for <see cref="ContractRow"/> with some outputs.</summary>
    protected abstract LandscapeTrainerOptions DefaultOptions(int outputs);

    protected abstract IEstimator<ITransformer> Create(MLContext context, LandscapeTrainerOptions options);

    /// <inheritdoc cref="TrainerContract{TTransformer, TModel}.AssertSameScores"/>
    protected virtual void AssertSameScores(IReadOnlyList<string> expected, IReadOnlyList<string> actual) => Assert.Equal(expected, actual);

    private protected LandscapeTrainerOptions Options(int outputs) => ContractOptions.Brief(DefaultOptions(outputs));

    private protected ITransformer Fit(MLContext context, IDataView data, int outputs) => Create(context, Options(outputs)).Fit(data);

    private protected IDataView View(MLContext context, IEnumerable<ContractRow> rows) => ContractData.View(context, rows, LabelColumn);
}
