namespace MLNetLandscape.Tests.Contract.Tasks;

/// <summary>What one task means in <see cref="ContractRow"/> and in ML.NET's catalogs, whatever is trained for it.</summary>
public abstract class ContractTask
{
    /// <summary>The label's column in <see cref="ContractRow"/>.</summary>
    public abstract string LabelColumn { get; }

    /// <summary>A column that cannot be the label, and ML.NET's words for it.</summary>
    public abstract (string Column, string Message) WrongLabel { get; }

    /// <summary>A figure of ML.NET's evaluator, better if higher, and what a constant prediction would get.</summary>
    public abstract (double Figure, double Trivial) Evaluate(MLContext context, IDataView scored);

    public abstract IReadOnlyList<double> CrossValidate(MLContext context, IDataView data, IEstimator<ITransformer> trainer);

    /// <summary>The importance of each feature by ML.NET's typed function.</summary>
    public abstract IReadOnlyList<double> Importance<TModel>(MLContext context, ISingleFeaturePredictionTransformer<TModel> transformer, IDataView data)
        where TModel : class;
}
