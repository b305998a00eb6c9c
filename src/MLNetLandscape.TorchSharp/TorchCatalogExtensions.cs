using MLNetLandscape.Schemas;
using MLNetLandscape.TorchSharp.Factories;
using MLNetLandscape.TorchSharp.Trainers;

namespace MLNetLandscape;

/// <summary>The trainers of TorchSharp modules, in the catalog that <c>mlContext.Landscape()</c> gives.</summary>
public static class TorchCatalogExtensions
{
    /// <summary>A TorchSharp module for two classes, with a Probability.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="factory">Creates the module, anew for every fit.</param>
    /// <param name="labelColumnName">The label: Boolean for two classes; for several a key, whose count is the number of classes; Single for a real number.</param>
    /// <param name="featureColumnName">The features, a vector of Single of known size.</param>
    /// <param name="exampleWeightColumnName">The example weight, Single; null for none.</param>
    /// <param name="featureShape">The shape of a row as the module takes it, such as [3, 28, 28]; null leaves the features a vector.</param>
    /// <param name="numberOfEpochs">Passes over the training data; null takes the default of the options.</param>
    /// <param name="learningRate">The rate of Adam's steps; null takes the default of the options.</param>
    /// <exception cref="ArgumentException">An option is out of range, or a model with this factory could not be loaded; the message says what to do.</exception>
    public static TorchBinaryTrainer TorchBinary(
        this LandscapeCatalog catalog,
        ITorchModuleFactory factory,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        IReadOnlyList<long>? featureShape = null,
        int? numberOfEpochs = null,
        double? learningRate = null) =>
        catalog.TorchBinary(
            new TorchBinaryOptions().With(factory, labelColumnName, featureColumnName, exampleWeightColumnName, featureShape, numberOfEpochs, learningRate));

    /// <summary>A TorchSharp module for two classes, with a Probability.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message says which and what to do.</exception>
    public static TorchBinaryTrainer TorchBinary(this LandscapeCatalog catalog, TorchBinaryOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new TorchBinaryTrainer(catalog.Context, options, isCalibrated: true);
    }

    /// <summary>A TorchSharp module for two classes that gives a Score and no Probability.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message says which and what to do.</exception>
    public static TorchBinaryTrainer TorchBinaryNonCalibrated(this LandscapeCatalog catalog, TorchBinaryOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new TorchBinaryTrainer(catalog.Context, options, isCalibrated: false);
    }

    /// <summary>A TorchSharp module for several classes; its Score is the vector of class probabilities.</summary>
    /// <inheritdoc cref="TorchBinary(LandscapeCatalog, ITorchModuleFactory, string, string, string?, IReadOnlyList{long}?, int?, double?)"/>
    public static TorchMulticlassTrainer TorchMulticlass(
        this LandscapeCatalog catalog,
        ITorchModuleFactory factory,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        IReadOnlyList<long>? featureShape = null,
        int? numberOfEpochs = null,
        double? learningRate = null) =>
        catalog.TorchMulticlass(
            new TorchMulticlassOptions().With(factory, labelColumnName, featureColumnName, exampleWeightColumnName, featureShape, numberOfEpochs, learningRate));

    /// <summary>A TorchSharp module for several classes; its Score is the vector of class probabilities.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message says which and what to do.</exception>
    public static TorchMulticlassTrainer TorchMulticlass(this LandscapeCatalog catalog, TorchMulticlassOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new TorchMulticlassTrainer(catalog.Context, options);
    }

    /// <summary>A TorchSharp module for a real number.</summary>
    /// <inheritdoc cref="TorchBinary(LandscapeCatalog, ITorchModuleFactory, string, string, string?, IReadOnlyList{long}?, int?, double?)"/>
    public static TorchRegressionTrainer TorchRegression(
        this LandscapeCatalog catalog,
        ITorchModuleFactory factory,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        IReadOnlyList<long>? featureShape = null,
        int? numberOfEpochs = null,
        double? learningRate = null) =>
        catalog.TorchRegression(
            new TorchRegressionOptions().With(factory, labelColumnName, featureColumnName, exampleWeightColumnName, featureShape, numberOfEpochs, learningRate));

    /// <summary>A TorchSharp module for a real number.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message says which and what to do.</exception>
    public static TorchRegressionTrainer TorchRegression(this LandscapeCatalog catalog, TorchRegressionOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new TorchRegressionTrainer(catalog.Context, options);
    }
}
