using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>A given network while its dense layers are filled.</summary>
internal sealed class FilledNetwork
{
    private readonly NetworkPretraining options;
    private readonly double ridge;
    private readonly double rounding;
    private readonly Dataset<double> data;
    private readonly double[] targets;
    private readonly RandomSource random;
    private readonly List<PretrainingStep> steps = [];
    private int idle;

    public FilledNetwork(
        NetworkPretraining options, Network<double> network, Loss loss, Regularization regularization, Dataset<double> data, long seed, double rounding)
    {
        (this.options, Network, this.data, ridge, this.rounding) =
            (options, network, data, Math.Max(regularization.L2, options.ReadoutPenalty), rounding);
        random = new RandomSource(seed).Split(RandomPurpose.Pretraining);
        targets = PretrainingTargets.Create(data, loss.Target, network.OutputSize);
        SubtractNeuron();
        UndoActivation(Readout.Activation);
    }

    /// <summary>The network, in double.</summary>
    public Network<double> Network { get; }

    private IReadOnlyList<LayerDefinition> Layers => Network.Plan.Layers;

    private Dense Readout => (Dense)Layers[^1];

    public static void Check(NetworkDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (definition.Neuron is LayerwiseNeurons)
        {
            throw new ArgumentException(
                "Pretraining fills plain dense layers, but the network has LayerwiseNeurons, which add a unit to each. Use SkipNeuron, or train without pretraining.");
        }

        if (definition.Layers is not [.., Dense])
        {
            throw new ArgumentException(
                $"Pretraining solves the last layer by least squares, so it must be Dense, but was {(definition.Layers is [.., { } last] ? last.GetType().Name : "missing")}. "
                + "Put a dense layer last, or train without pretraining.");
        }
    }

    public NetworkPretrainingResult Run(CancellationToken cancellationToken)
    {
        for (int i = 0; i < Layers.Count - 1; i++)
        {
            if (Layers[i] is Dense dense)
            {
                Fill(i, dense, cancellationToken);
            }
        }

        double meanSquare = SolveReadout();
        return new NetworkPretrainingResult(steps, data.Rows, meanSquare, idle);
    }

    private void Fill(int index, Dense dense, CancellationToken cancellationToken)
    {
        HiddenInputs inputs = HiddenFeatures.Read(Network, index, data);
        Initializer initializer = options.Search.Weights ?? dense.Initializer ?? Initializer.DefaultFor(dense.Activation);
        RegressionRows rows = RegressionRows.Create(data, inputs, targets);
        NeuronLayer layer = new(inputs, null, dense.Activation, initializer, dense.Units);
        LayerConstruction construction = new(rows, layer, options.Search, [], readoutBias: true, random.Split(RandomPurpose.Layer, index));
        NeuronGrowth growth = construction.Growth;
        steps.Add(new PretrainingStep(index, 0, construction.SumOfSquares, 0, 0, null));
        while (growth.Neurons.Count < dense.Units && growth.TryAdd(out int rejected))
        {
            cancellationToken.ThrowIfCancellationRequested();
            int changed = 0;
            for (int change = 0; change < options.Search.Changes; change++)
            {
                changed += growth.TryChange() ? 1 : 0;
            }

            steps.Add(new PretrainingStep(index, growth.Neurons.Count, construction.SumOfSquares, rejected, changed, null));
        }

        Write(index, growth, dense.Units);
    }

    private void Write(int index, NeuronGrowth growth, int units)
    {
        Span<double> parameters = Network.Parameters[Network.Plan.Parameters(index)];
        int inputs = (parameters.Length / units) - 1;
        idle += units - growth.Neurons.Count;
        for (int unit = 0; unit < units; unit++)
        {
            double[] weights = (unit < growth.Neurons.Count ? growth.Neurons[unit] : growth.DrawIdle(unit)).Weights;
            weights.AsSpan(0, inputs).CopyTo(parameters[(unit * inputs)..]);
            parameters[(units * inputs) + unit] = weights[inputs];
        }
    }

    private double SolveReadout()
    {
        int index = Layers.Count - 1;
        ReadoutFit fit = new(RegressionRows.Create(data, HiddenFeatures.Read(Network, index, data), targets), ridge, rounding);
        fit.Write(Network.Parameters[Network.Plan.Parameters(index)]);
        return fit.MeanSquare;
    }

    /// <summary>Leaves to the readout what an exponential neuron beside the layers does not explain at its start.</summary>
    private void SubtractNeuron()
    {
        if (Network.Definition.Neuron is not (SkipNeuron or MonomialNeuron))
        {
            return;
        }

        double[] whole = Predict(Network);
        double[] stripped = Predict(Network.Stripped());
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] -= whole[i] - stripped[i];
        }
    }

    private double[] Predict(Network<double> network)
    {
        double[] outputs = new double[targets.Length];
        using Predictor<double> predictor = new(network);
        predictor.Predict(data.Features.Span, outputs);
        return outputs;
    }

    /// <summary>f(z) = y by the tangent at 0: z = (y - f(0)) / f'(0); a ReLU, which has none, counts as z.</summary>
    private void UndoActivation(Activation activation)
    {
        double[] value = [0];
        double[] slope = [1];
        activation.Apply<double>(value);
        activation.MultiplyByDerivative<double>(value, slope);
        if (activation is Relu or LeakyRelu)
        {
            return;
        }

        foreach (ref double target in targets.AsSpan())
        {
            target = (target - value[0]) / slope[0];
        }
    }
}
