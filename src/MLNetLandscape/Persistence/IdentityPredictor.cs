using Microsoft.ML.Trainers;
using MLNetLandscape.Schemas;
using MLNetLandscape.Tasks;

namespace MLNetLandscape.Persistence;

/// <summary>Predictors of ML.NET's own that hand scores on, bit for bit, and so add the columns of a task with all their annotations.</summary>
/// <remarks>
/// Only ML.NET's predictors can mark score columns in a loaded pipeline. These are linear models of the column <see cref="PipelineColumns.Scores"/>
/// with weight 1 and offset 0: 0 + 1 x is x for every x but -0, which a model never scores.
/// </remarks>
internal static class IdentityPredictor
{
    /// <summary>Of K classes each is a linear model of K features, so that costs grow with the square: seconds to save, 0.1 MB, at this number.</summary>
    public const int MostClasses = 256;

    /// <summary>Adds PredictedLabel (score above 0) and Score.</summary>
    public static ITransformer Binary(MLContext context) =>
        Verified(context, 1, Perceptron(context, PipelineColumns.Label + ".Boolean").Fit(Rows(context, classes: 1, null)));

    /// <summary>Adds Score.</summary>
    public static ITransformer Regression(MLContext context)
    {
        OnlineGradientDescentTrainer.Options options = new() { LabelColumnName = PipelineColumns.Label + ".Single", LossFunction = new IdentityLoss() };
        return Verified(context, 1, context.Regression.Trainers.OnlineGradientDescent(StepByStep(options)).Fit(Rows(context, classes: 1, null)));
    }

    /// <summary>Adds PredictedLabel (the first of the largest scores) and Score, with the classes' values.</summary>
    public static ITransformer Multiclass(MLContext context, MulticlassScoring scoring) => Verified(
        context,
        scoring.ClassCount,
        context.MulticlassClassification.Trainers
            .OneVersusAll(Perceptron(context, PipelineColumns.Label), PipelineColumns.Label, useProbabilities: false)
            .Fit(Rows(context, scoring.ClassCount, scoring.Classes)));

    private static AveragedPerceptronTrainer Perceptron(MLContext context, string label)
    {
        AveragedPerceptronTrainer.Options options = new() { LabelColumnName = label, LossFunction = new IdentityLoss() };
        return context.BinaryClassification.Trainers.AveragedPerceptron(StepByStep(options));
    }

    /// <summary>One pass over the rows in their order, with steps of rate 1 and no averages.</summary>
    private static TOptions StepByStep<TOptions>(TOptions options)
        where TOptions : AveragedLinearOptions
    {
        options.FeatureColumnName = PipelineColumns.Scores;
        options.LearningRate = 1;
        options.DecreaseLearningRate = false;
        options.NumberOfIterations = 1;
        options.Averaged = false;
        options.LazyUpdate = false;
        options.Shuffle = false;
        return options;
    }

    /// <summary>Makes sure that scores pass unchanged, which another version of ML.NET might do otherwise.</summary>
    /// <exception cref="NotSupportedException">They do not.</exception>
    private static ITransformer Verified(MLContext context, int classes, ITransformer predictor)
    {
        float[] scores = [.. Enumerable.Range(1, classes).Select(k => (k % 2 == 0 ? -k : k) / 7f)];
        SchemaDefinition schema = SchemaDefinition.Create(typeof(IdentityRow));
        schema[PipelineColumns.Scores].ColumnType = new VectorDataViewType(NumberDataViewType.Single, classes);
        IDataView row = predictor.Transform(context.Data.LoadFromEnumerable([new IdentityRow { Scores = new VBuffer<float>(classes, scores) }], schema));
        float[] passed = row.Schema[DefaultColumnNames.Score].Type is VectorDataViewType
            ? row.GetColumn<float[]>(DefaultColumnNames.Score).Single()
            : [.. row.GetColumn<float>(DefaultColumnNames.Score)];
        return passed.SequenceEqual(scores)
            ? predictor
            : throw new NotSupportedException(
                $"Version {typeof(AveragedPerceptronTrainer).Assembly.GetName().Version} of Microsoft.ML cannot carry the scores of a saved model. Use version 5.0.0.");
    }

    /// <summary>For each class its unit vector, then the zero vector.</summary>
    private static IDataView Rows(MLContext context, int classes, KeyValueSet? values)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(IdentityRow));
        schema[PipelineColumns.Scores].ColumnType = new VectorDataViewType(NumberDataViewType.Single, classes);
        schema[PipelineColumns.Label].ColumnType = new KeyDataViewType(typeof(uint), classes);
        values?.AddTo(schema[PipelineColumns.Label], AnnotationKinds.KeyValues);
        IEnumerable<IdentityRow> rows = Enumerable.Range(0, classes).SelectMany(k => new IdentityRow[]
        {
            new() { Scores = new VBuffer<float>(classes, 1, [1], [k]), Class = (uint)k },
            new() { Scores = new VBuffer<float>(classes, 0, [], []), Class = (uint)k },
        });
        return context.Data.LoadFromEnumerable(rows, schema);
    }
}
