using MLNetLandscape.Analysis.Cells;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.Cli.Examination;

/// <summary>A one-hidden-layer ReLU model in the form sum_i z_i max(w_i'x, 0): the hidden bias becomes a weight of a constant feature, the output's bias moves to the labels.</summary>
/// <param name="Data">Features with a constant 1 at the end; labels less the output's bias.</param>
/// <param name="Units">Hidden weights and biases, and the output's weights.</param>
internal sealed record ReluModel(Dataset<double> Data, ReluUnits Units)
{
    /// <summary>Takes a model apart.</summary>
    /// <exception cref="InvalidDataException">It is of another kind.</exception>
    public static ReluModel Of(ExaminedModel model)
    {
        if (model.Saved.Network is not { Neuron: null, Layers: [Dense { Activation: Relu } hidden, Dense { Units: 1, Activation: Identity }] } || model.Saved.Loss.Target == TargetKind.ClassIndex)
        {
            throw new InvalidDataException(
                $"Cells are of networks with one hidden layer of ReLU, one output with identity and no neuron, but {model.Path} is another. Train one: landscape train DATA --network 8 --output identity.");
        }

        (int units, int inputs) = (hidden.Units, model.Network.InputSize);
        ReadOnlySpan<double> parameters = model.Network.Parameters;
        ReadOnlySpan<double> readout = parameters.Slice(units * (inputs + 1), units);
        List<double> weights = [], outputs = [];
        for (int i = 0; i < units; i++)
        {
            // A unit that does not reach the output has no influence on the error.
            if (readout[i] != 0)
            {
                weights.AddRange(parameters.Slice(i * inputs, inputs));
                weights.Add(parameters[(units * inputs) + i]);
                outputs.Add(readout[i]);
            }
        }

        double bias = parameters[^1];
        double[] features = new double[model.Data.Rows * (inputs + 1)];
        for (int j = 0; j < model.Data.Rows; j++)
        {
            model.Data.Features.Span.Slice(j * inputs, inputs).CopyTo(features.AsSpan(j * (inputs + 1)));
            features[(j * (inputs + 1)) + inputs] = 1;
        }

        Dataset<double> data = new() { Features = features, Targets = model.Data.Targets.ToArray().Select(label => label - bias).ToArray(), Rows = model.Data.Rows };
        return new ReluModel(data, new ReluUnits([.. weights], [.. outputs]));
    }
}
