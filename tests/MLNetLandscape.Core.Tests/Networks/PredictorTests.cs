using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Networks;

public sealed class PredictorTests
{
    private static readonly NetworkDefinition Definition = new()
    {
        Input = Shape.Vector(30),
        Layers = [new Dense(64, new Relu()), new Dropout(0.5), new Dense(32, new Sigmoid()), new Dense(2, new Identity())],
        Neuron = new SkipNeuron(),
    };

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(500)]
    public void A_row_has_the_same_output_alone_and_among_others_on_any_number_of_threads(int count)
    {
        Network<float> network = Network<float>.Create(Definition, seed: 1);
        float[] rows = Rows(count);
        float[] alone = new float[2 * count];
        using Predictor<float> single = new(network, rowCapacity: 1);
        for (int row = 0; row < count; row++)
        {
            single.Predict(rows.AsSpan(row * 30, 30), alone.AsSpan(row * 2, 2));
        }

        for (int threads = 1; threads <= 3; threads++)
        {
            float[] together = new float[2 * count];
            using Predictor<float> predictor = new(network, rowCapacity: 200, threads);
            predictor.Predict(rows, together);
            Assert.Equal(alone, together);
        }
    }

    [Fact]
    public void Single_and_double_agree()
    {
        Network<float> network = Network<float>.Create(Definition, seed: 1);
        float[] rows = Rows(40);
        float[] outputs = new float[80];
        double[] exact = new double[80];
        using Predictor<float> single = new(network);
        using Predictor<double> wide = new(network.Convert<double>());
        single.Predict(rows, outputs);
        wide.Predict([.. rows.Select(x => (double)x)], exact);
        for (int i = 0; i < 80; i++)
        {
            Assert.Equal(exact[i], outputs[i], 1e-5);
        }
    }

    [Fact]
    public void Sees_later_changes_of_the_network()
    {
        Network<float> network = Network<float>.Create(Definition, seed: 1);
        float[] before = new float[2];
        float[] after = new float[2];
        using Predictor<float> predictor = new(network);
        predictor.Predict(Rows(1), before);
        network.Parameters[^1] += 1;
        predictor.Predict(Rows(1), after);
        Assert.Equal(before[0], after[0]);
        Assert.NotEqual(before[1], after[1]);
    }

    [Fact]
    public void Predicts_no_rows()
    {
        using Predictor<float> predictor = new(Network<float>.Create(Definition, 1));
        predictor.Predict([], []);
    }

    [Fact]
    public void Allocates_nothing_after_the_first_call()
    {
        using Predictor<float> predictor = new(Network<float>.Create(Definition, 1));
        float[] rows = Rows(50);
        float[] outputs = new float[100];
        predictor.Predict(rows, outputs);
        Assert.Equal(0, AllocatedBytes.Least(() =>
        {
            predictor.Predict(rows, outputs);
            predictor.Predict(rows.AsSpan(0, 30), outputs.AsSpan(0, 2));
        }));
    }

    [Fact]
    public void Refuses_a_part_of_a_row()
    {
        using Predictor<float> predictor = new(Network<float>.Create(Definition, 1));
        ArgumentException exception = Assert.Throws<ArgumentException>(() => predictor.Predict(new float[31], new float[2]));
        Assert.Equal("The network takes rows of 30 features, but 31 numbers are no whole number of rows. (Parameter 'rows')", exception.Message);
    }

    [Fact]
    public void Refuses_outputs_of_another_length()
    {
        using Predictor<float> predictor = new(Network<float>.Create(Definition, 1));
        ArgumentException exception = Assert.Throws<ArgumentException>(() => predictor.Predict(new float[60], new float[2]));
        Assert.Equal("2 rows have 2 x 2 outputs, but there is room for 2. Pass as many as rows x OutputSize. (Parameter 'outputs')", exception.Message);
    }

    private static float[] Rows(int count)
    {
        RandomSource random = new(4);
        float[] rows = new float[count * 30];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = (float)random.NextNormal();
        }

        return rows;
    }
}
