using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Onnx;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Data;
using MLNetLandscape.Persistence;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Models;

/// <summary>A trained network with all that scoring and analysis need.</summary>
public abstract class NetworkModel
{
    private protected NetworkModel(NetworkModelParts parts) => Parts = parts;

    /// <summary>The network, neuron included; its input is scaled by <see cref="Standardizer"/>.</summary>
    public Network<float> Network => Parts.Network;

    /// <summary>The scaling of the features; null where they go in as they are.</summary>
    public Standardizer? Standardizer => Parts.Standardizer;

    /// <summary>The loss that it was trained with.</summary>
    public Loss Loss => Parts.Loss;

    /// <summary>The penalties that it was trained with.</summary>
    public Regularization Regularization => Parts.Regularization;

    /// <summary>The columns that it was trained on.</summary>
    public ColumnNames Columns => Parts.Columns;

    /// <summary>Every epoch's figures, and why training ended.</summary>
    public TrainingHistory History => Parts.History;

    /// <summary>The exponential neuron's state after each epoch that was evaluated; empty without a neuron.</summary>
    public IReadOnlyList<NeuronTrace> NeuronTrace =>
        [.. History.Epochs.Select(epoch => epoch.Training?.Neuron ?? epoch.Validation?.Neuron).OfType<NeuronTrace>()];

    /// <summary>What is predicted.</summary>
    public abstract LearningTask Task { get; }

    internal NetworkModelParts Parts { get; }

    internal abstract LabelKind LabelKind { get; }

    /// <summary>The training's objective on given data, as a function of the parameters: the mean loss plus the penalties.</summary>
    /// <param name="data">Data with the columns of <see cref="Columns"/>; it is read once, and scaled as in training. Rows with missing values are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type.</exception>
    public IObjective CreateObjective(IDataView data) =>
        new NetworkObjective(Network.Convert<double>(), Loss, Regularization, ReadDataset(data).Convert<double>());

    /// <summary>The rows as the network sees them: features and labels scaled as in training.</summary>
    /// <param name="data">Data with the columns of <see cref="Columns"/>. Rows with missing values are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type.</exception>
    /// <exception cref="InvalidOperationException">No row is without missing values.</exception>
    public Dataset<float> ReadDataset(IDataView data)
    {
        ArgumentNullException.ThrowIfNull(data);
        TrainingColumns columns = TrainingColumns.Bind(data.Schema, Columns, LabelKind);
        if (columns.FeatureCount != Network.InputSize)
        {
            throw SchemaMismatch.WrongSize(columns.Features, new VectorDataViewType(NumberDataViewType.Single, Network.InputSize));
        }

        MaterializedData rows = DatasetReader.Read(data, columns, LabelKind, MissingValues.SkipRow, CancellationToken.None);
        Standardizer?.Apply(rows.Features.AsSpan(0, rows.Rows * columns.FeatureCount));
        ScaleTargets(rows.Targets.AsSpan(0, rows.Rows));
        return rows.AsDataset(columns.FeatureCount);
    }

    /// <summary>Writes the model as an ONNX file, which onnxruntime and many others run without .NET.</summary>
    /// <remarks>
    /// <para>Input <c>features</c> [N, d], raw, any N; outputs as <see cref="OnnxNames"/> says: Score, PredictedLabel, and Probability or
    /// Probabilities. Standardisation, the exponential neuron, calibration and the scaling of a regression's label are part of the graph.</para>
    /// <para>For several classes Score is the logits and Probabilities is what ML.NET calls Score.</para>
    /// </remarks>
    /// <param name="path">The file, by custom with the extension .onnx; it is written atomically.</param>
    /// <param name="options">Operator set, name of the input; null for the defaults (operator set 13).</param>
    /// <exception cref="ArgumentException">A part of the network has no ONNX form, or an option is out of range.</exception>
    /// <exception cref="IOException">The path cannot be written; no partial file remains.</exception>
    public void ExportOnnx(string path, OnnxOptions? options = null) =>
        OnnxModel.Write(path, ModelPayload.ToSaved(this) with { Metadata = new Dictionary<string, string>() }, Complete(options ?? new OnnxOptions()));

    /// <summary>The options with what the task adds to the network's outputs, where they do not say otherwise.</summary>
    internal virtual OnnxOptions Complete(OnnxOptions options) => options;

    /// <summary>Turns labels into targets, in place.</summary>
    internal virtual void ScaleTargets(Span<float> targets)
    {
    }

    /// <summary>Turns the network's outputs of some rows into scores, in place.</summary>
    internal virtual void FinishScores(Span<float> outputs)
    {
    }
}
