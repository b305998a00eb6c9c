using MLNetLandscape.Models;
using MLNetLandscape.Persistence;
using MLNetLandscape.Schemas;
using MLNetLandscape.Trainers;

namespace MLNetLandscape;

/// <summary>Neural network trainers for tables; reached by <c>mlContext.Landscape()</c>.</summary>
public sealed class LandscapeCatalog
{
    internal LandscapeCatalog(MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        Context = mlContext;
    }

    /// <summary>The context whose log, random numbers and cancellation the trainers use.</summary>
    public MLContext Context { get; }

    /// <summary>A network for two classes, with a calibrated Probability.</summary>
    /// <param name="labelColumnName">The label, Boolean.</param>
    /// <param name="featureColumnName">The features, a vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">The example weight, Single; null for none.</param>
    /// <param name="hiddenLayers">Units of each hidden layer; null takes the default of the options, empty is a linear model.</param>
    /// <param name="numberOfEpochs">Passes over the training data; null takes the default of the options.</param>
    /// <param name="learningRate">The rate of Adam's steps; null takes the default of the options.</param>
    public BinaryNetworkTrainer BinaryNetwork(
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        IReadOnlyList<int>? hiddenLayers = null,
        int? numberOfEpochs = null,
        double? learningRate = null) =>
        BinaryNetwork(new BinaryNetworkOptions().With(labelColumnName, featureColumnName, exampleWeightColumnName, hiddenLayers, numberOfEpochs, learningRate));

    /// <summary>A network for two classes, with a calibrated Probability.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message says which and what to do.</exception>
    public BinaryNetworkTrainer BinaryNetwork(BinaryNetworkOptions options) => new(Context, options, isCalibrated: true);

    /// <summary>A network for two classes that gives a Score and no Probability.</summary>
    /// <inheritdoc cref="BinaryNetwork(string, string, string?, IReadOnlyList{int}?, int?, double?)"/>
    public BinaryNetworkTrainer BinaryNetworkNonCalibrated(
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        IReadOnlyList<int>? hiddenLayers = null,
        int? numberOfEpochs = null,
        double? learningRate = null) =>
        BinaryNetworkNonCalibrated(
            new BinaryNetworkOptions().With(labelColumnName, featureColumnName, exampleWeightColumnName, hiddenLayers, numberOfEpochs, learningRate));

    /// <summary>A network for two classes that gives a Score and no Probability.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message says which and what to do.</exception>
    public BinaryNetworkTrainer BinaryNetworkNonCalibrated(BinaryNetworkOptions options) => new(Context, options, isCalibrated: false);

    /// <summary>A network for several classes; its Score is the vector of class probabilities.</summary>
    /// <param name="labelColumnName">The label, a key; its count is the number of classes.</param>
    /// <param name="featureColumnName">The features, a vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">The example weight, Single; null for none.</param>
    /// <param name="hiddenLayers">Units of each hidden layer; null takes the default of the options, empty is a linear model.</param>
    /// <param name="numberOfEpochs">Passes over the training data; null takes the default of the options.</param>
    /// <param name="learningRate">The rate of Adam's steps; null takes the default of the options.</param>
    public MulticlassNetworkTrainer MulticlassNetwork(
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        IReadOnlyList<int>? hiddenLayers = null,
        int? numberOfEpochs = null,
        double? learningRate = null) =>
        MulticlassNetwork(
            new MulticlassNetworkOptions().With(labelColumnName, featureColumnName, exampleWeightColumnName, hiddenLayers, numberOfEpochs, learningRate));

    /// <summary>A network for several classes; its Score is the vector of class probabilities.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message says which and what to do.</exception>
    public MulticlassNetworkTrainer MulticlassNetwork(MulticlassNetworkOptions options) => new(Context, options);

    /// <summary>A network for a real number.</summary>
    /// <param name="labelColumnName">The label, Single.</param>
    /// <param name="featureColumnName">The features, a vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">The example weight, Single; null for none.</param>
    /// <param name="hiddenLayers">Units of each hidden layer; null takes the default of the options, empty is a linear model.</param>
    /// <param name="numberOfEpochs">Passes over the training data; null takes the default of the options.</param>
    /// <param name="learningRate">The rate of Adam's steps; null takes the default of the options.</param>
    public RegressionNetworkTrainer RegressionNetwork(
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        IReadOnlyList<int>? hiddenLayers = null,
        int? numberOfEpochs = null,
        double? learningRate = null) =>
        RegressionNetwork(
            new RegressionNetworkOptions().With(labelColumnName, featureColumnName, exampleWeightColumnName, hiddenLayers, numberOfEpochs, learningRate));

    /// <summary>A network for a real number.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message says which and what to do.</exception>
    public RegressionNetworkTrainer RegressionNetwork(RegressionNetworkOptions options) => new(Context, options);

    /// <summary>The models of a pipeline, in order: of a fitted one, or of one that <c>mlContext.Model.Load</c> read.</summary>
    /// <remarks>A loaded pipeline scores by itself; this gives back the typed models, for analysis and warm starts.</remarks>
    /// <param name="pipeline">A transformer, usually a chain.</param>
    /// <exception cref="Core.Persistence.ModelFileException">The pipeline holds a model whose payload is damaged; the message says how.</exception>
    public IReadOnlyList<LandscapeModel> FindModels(ITransformer pipeline) => PipelineModels.Find(Context, pipeline);

    /// <summary>A loaded pipeline with its models as the transformers that were saved, which score in batches; all other steps stay as they are.</summary>
    /// <remarks>
    /// <c>mlContext.Model.Load</c> gives a pipeline that scores by itself, but row by row. Restored models score many times as many rows a second, and
    /// ML.NET's typed functions, such as permutation feature importance, accept them.
    /// </remarks>
    /// <param name="pipeline">A transformer, usually a loaded chain. Without saved models it comes back as it is.</param>
    /// <exception cref="Core.Persistence.ModelFileException">The pipeline holds a model whose payload is damaged; the message says how.</exception>
    public ITransformer RestoreModels(ITransformer pipeline) => PipelineModels.Restore(Context, pipeline);
}
