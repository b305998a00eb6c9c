using System.Text.Json;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Tests.Optimizers;

public sealed class OptimizerStateTests
{
    private const int Count = 103;

    public static TheoryData<Optimizer> All =>
    [
        new Sgd(), new Sgd(0.9), new Sgd(0.9, true), new Adam(), new AdamW(0.1), new RmsProp(), new RmsProp(0.9, 0.5),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Gives_the_same_bits_whatever_the_ranges(Optimizer optimizer)
    {
        float[] whole = Train(optimizer, [0, Count]);
        Assert.Equal(whole, Train(optimizer, [0, 1, 2, 9, 40, 41, Count]));
        Assert.Equal(whole, Train(optimizer, [0, 51, Count]));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Continues_a_saved_state_with_the_same_bits(Optimizer optimizer)
    {
        float[] parameters = new float[Count];
        OptimizerState<float> state = optimizer.CreateState<float>(Count);
        TakeSteps(state, parameters, [0, Count], 0, 5);
        using MemoryStream stream = new();
        using (BinaryWriter writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            state.Save(writer);
        }

        stream.Position = 0;
        OptimizerState<float> continued = optimizer.CreateState<float>(Count);
        using BinaryReader reader = new(stream);
        continued.Load(reader);
        Assert.Equal(stream.Length, stream.Position);
        TakeSteps(continued, parameters, [0, Count], 5, 10);
        Assert.Equal(10, continued.Steps);
        Assert.Equal(Train(optimizer, [0, Count]), parameters);
    }

    [Fact]
    public void Refuses_the_state_of_another_model()
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        new Adam().CreateState<float>(12).Save(writer);
        stream.Position = 0;
        using BinaryReader reader = new(stream);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => new Adam().CreateState<float>(10).Load(reader));
        Assert.Equal("The optimizer state is for 12 parameters of 4 bytes, but this model has 10 of 4 bytes.", exception.Message);
    }

    [Fact]
    public void The_first_step_of_Adam_moves_by_the_learning_rate()
    {
        double[] parameters = [1, 1, 1];
        OptimizerState<double> state = new Adam().CreateState<double>(3);
        state.BeginStep(0.01);
        state.Update(parameters, [100, -0.001, 0], 0);
        Assert.Equal(0.99, parameters[0], 1e-9);
        Assert.Equal(1.01, parameters[1], 1e-6);
        Assert.Equal(1, parameters[2]);
    }

    [Fact]
    public void AdamW_decays_without_gradients()
    {
        double[] parameters = [1, -2];
        OptimizerState<double> state = new AdamW(0.5).CreateState<double>(2);
        for (int i = 0; i < 3; i++)
        {
            state.BeginStep(0.1);
            state.Update(parameters, [0, 0], 0);
        }

        Assert.Equal(Math.Pow(0.95, 3), parameters[0], 1e-15);
        Assert.Equal(-2 * Math.Pow(0.95, 3), parameters[1], 1e-15);
    }

    [Fact]
    public void Momentum_sums_a_geometric_series()
    {
        double[] parameters = [0];
        OptimizerState<double> state = new Sgd(0.5).CreateState<double>(1);
        for (int i = 0; i < 4; i++)
        {
            state.BeginStep(1);
            state.Update(parameters, [1], 0);
        }

        Assert.Equal(-(1 + 1.5 + 1.75 + 1.875), parameters[0], 1e-15);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Settings_survive_json(Optimizer optimizer) => Assert.Equal(
        optimizer,
        JsonSerializer.Deserialize<Optimizer>(JsonSerializer.Serialize(optimizer, JsonFormat.Compact), JsonFormat.Compact));

    [Fact]
    public void Refuses_settings_out_of_range()
    {
        Refuses(() => new Adam(Beta1: 1), "Adam.Beta1 must be at least 0 and less than 1, but was 1. The usual value is 0.9.");
        Refuses(() => new Adam() with { Beta2 = -0.1 }, "Adam.Beta2 must be at least 0 and less than 1, but was -0.1. The usual value is 0.999.");
        Refuses(
            () => new RmsProp(Epsilon: 0),
            "RmsProp.Epsilon must be positive and finite, but was 0; it keeps the step finite where gradients vanish. The usual value is 1e-8.");
        Refuses(() => new AdamW(-1), "AdamW.WeightDecay must be at least 0 and finite, but was -1. The usual value is 0.01; without decay, use Adam.");
        Refuses(() => new Sgd(double.NaN), "Sgd.Momentum must be at least 0 and less than 1, but was NaN. The usual value is 0.9.");
        Refuses(
            () => new Sgd(0, Nesterov: true).CreateState<float>(1),
            "Sgd.Nesterov needs a momentum greater than 0, but Sgd.Momentum was 0. Set Momentum to 0.9, or Nesterov to false.");
    }

    private static void Refuses(Func<object> create, string message) => Assert.Equal(message, Assert.Throws<ArgumentException>(create).Message);

    private static float[] Train(Optimizer optimizer, int[] bounds)
    {
        float[] parameters = new float[Count];
        TakeSteps(optimizer.CreateState<float>(Count), parameters, bounds, 0, 10);
        return parameters;
    }

    private static void TakeSteps(OptimizerState<float> state, float[] parameters, int[] bounds, int first, int end)
    {
        float[] gradients = new float[Count];
        for (int t = first; t < end; t++)
        {
            RandomSource random = new RandomSource(3).Split(RandomPurpose.Data, t);
            for (int i = 0; i < Count; i++)
            {
                gradients[i] = (float)random.NextNormal();
            }

            state.BeginStep(0.01 * (t + 1));
            for (int k = 1; k < bounds.Length; k++)
            {
                Range range = bounds[k - 1]..bounds[k];
                state.Update(parameters.AsSpan(range), gradients.AsSpan(range), bounds[k - 1]);
            }
        }
    }
}
