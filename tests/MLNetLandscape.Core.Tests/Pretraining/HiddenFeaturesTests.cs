using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Pretraining;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Tests.Layers;

namespace MLNetLandscape.Core.Tests.Pretraining;

public sealed class HiddenFeaturesTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    [InlineData(2, 5)]
    [InlineData(2, 37)]
    public void A_layer_reads_what_the_layers_before_it_give_whatever_the_chunks(int chunks, int more)
    {
        Dense first = new(3, new Tanh()), second = new(4, new Relu());
        Network<double> network = Network<double>.Create(new NetworkDefinition { Input = Shape.Vector(2), Layers = [first, second, new Dense(1, new Identity())] }, 3);
        int rows = Math.Max(1, (chunks * network.Plan.ModestRows) + more);
        Dataset<double> data = new() { Features = Sequence.Of(2 * rows, 29, 997), Targets = new double[rows], Rows = rows };

        // The network that ends before the layer.
        NetworkDefinition before = new() { Input = Shape.Vector(2), Layers = [first, second] };
        Network<double> prefix = Network<double>.FromParameters(before, network.Parameters[..((3 * 3) + (4 * 4))], []);
        double[] expected = new double[4 * rows];
        using Predictor<double> predictor = new(prefix);
        predictor.Predict(data.Features.Span, expected);
        HiddenInputs read = HiddenFeatures.Read(network, 2, data);
        Assert.Equal(rows, read.Rows);
        Assert.Equal(HiddenInputs.FromRows<double>(expected, rows).Columns, read.Columns);
    }
}
