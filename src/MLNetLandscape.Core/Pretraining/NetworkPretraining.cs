using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>Supervised pretraining as the start of a given network: its dense hidden layers are filled neuron by neuron, its readout is solved by least squares.</summary>
/// <remarks>
/// <para>Hidden dense layers are taken in turn. Each is filled as <see cref="ShallowPretraining"/> grows one, over what the layers before it compute; neurons that gain
/// nothing any more are drawn at random. Other layers keep their start and count as they do in inference. At last the readout, the last layer, is the exact minimum of
/// the weighted mean of 1/2 ||f - Y||^2 plus an L2 penalty of its own weights, given all that lies before it.</para>
/// <para>What is solved: real targets as they are; signs as -1 and +1; classes as 1 for the class and 0 for the others. For hinge, logistic and softmax losses this is
/// not their minimum but a good start. An activation of the output is taken as its tangent at 0: tanh(z) as z, the sigmoid as 1/2 + z/4. An exponential neuron beside the
/// layers keeps its start, and the readout fits what it leaves.</para>
/// <para>A single-precision network loses what huge weights that cancel fit: its readout is penalised at least by what rounding costs, (8 epsilon)^2 times the units'
/// mean square.</para>
/// <para>Without pass-through, a deeper layer may be worse than the one before it: only the last step bounds the training that follows.</para>
/// </remarks>
public sealed record NetworkPretraining
{
    /// <summary>How neurons are looked for.</summary>
    public NeuronSearch Search { get; init; } = new();

    /// <summary>The most rows to learn from, at least 1, drawn at random; 10,000 by default: u units cost some 8 n u^2 operations, and a start need not be exact.</summary>
    public int MaximumRows
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentException($"NetworkPretraining.MaximumRows must be at least 1, but was {value}. The default is 10000.");
    } = 10_000;

    /// <summary>The L2 penalty of the readout where the regularization has less, at least 0; 1e-4 by default, 0 solves exactly.</summary>
    /// <remarks>
    /// Hidden units are nearly collinear: the exact readout may have weights of thousands that cancel, and the first step of a usual learning rate then throws the network
    /// far above its bound. The default keeps weights below some hundred times the error that is left.
    /// </remarks>
    public double ReadoutPenalty
    {
        get;
        init => field = double.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentException($"NetworkPretraining.ReadoutPenalty must be finite and at least 0, but was {value}. The default is 1e-4.");
    } = 1e-4;

    /// <summary>Whether a network can be pretrained.</summary>
    /// <exception cref="ArgumentException">Its last layer is no dense one, or it has layerwise neurons; the message says what to do.</exception>
    public static void Check(NetworkDefinition definition) => FilledNetwork.Check(definition);

    /// <summary>Replaces the parameters of <paramref name="network"/>; deterministic in the network, the data and the seed.</summary>
    /// <typeparam name="T">The arithmetic of pretraining is double whatever the network's.</typeparam>
    /// <param name="network">The network, started as usual.</param>
    /// <param name="loss">The loss of the training that follows; it says what the targets are.</param>
    /// <param name="regularization">Its penalties; L2 applies to the readout, if it is more than <see cref="ReadoutPenalty"/>.</param>
    /// <param name="data">The training rows.</param>
    /// <param name="seed">Of the proposals and of the choice of rows.</param>
    /// <param name="cancellationToken">Ends the search; the network is then as it was.</param>
    /// <exception cref="ArgumentException">The network cannot be pretrained, or the data does not fit it.</exception>
    public NetworkPretrainingResult Run<T>(
        Network<T> network, Loss loss, Regularization regularization, Dataset<T> data, long seed, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(regularization);
        ArgumentNullException.ThrowIfNull(data);
        Check(network.Definition);
        Dataset<T> rows = RowSample.Draw(data.Validate(), MaximumRows, seed);
        if (rows.FeatureCount != network.InputSize)
        {
            throw new ArgumentException(
                $"The network takes rows of {network.InputSize} features, but the data has {rows.FeatureCount}. Check what the network was defined for.", nameof(data));
        }

        FilledNetwork filled = new(this, network.Convert<double>(), loss, regularization, rows.Convert<double>(), seed, RoundingOf<T>());
        NetworkPretrainingResult result = filled.Run(cancellationToken);
        filled.Network.Convert<T>().Parameters.CopyTo(network.Parameters);
        return result;
    }

    /// <summary>The same from rows that are delivered in batches: the first <see cref="MaximumRows"/> of epoch 0, which a source that shuffles draws at random.</summary>
    /// <inheritdoc cref="Run{T}(Network{T}, Loss, Regularization, Dataset{T}, long, CancellationToken)"/>
    public NetworkPretrainingResult Run(
        Network<float> network, Loss loss, Regularization regularization, IBatchSource source, long seed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Run(network, loss, regularization, RowSample.Read(source, MaximumRows, cancellationToken), seed, cancellationToken);
    }

    /// <summary>The relative errors of weights, units and sums together, in the network's precision; 0 for double, which is that of the fit.</summary>
    private static double RoundingOf<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? 0 : 8 * double.CreateTruncating(T.BitIncrement(T.One) - T.One);
}
