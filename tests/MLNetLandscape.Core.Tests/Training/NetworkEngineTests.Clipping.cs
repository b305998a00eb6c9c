using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

/// <content>Clipping of gradients.</content>
public sealed partial class NetworkEngineTests
{
    [Fact]
    public void Clipping_scales_the_gradient_to_the_norm_and_reports_it_before()
    {
        const double Clip = 0.01;
        using NetworkEngine engine = Create("dense", 1, new Sgd(), Clip);
        float[] before = engine.Network.Parameters.ToArray();
        StepResult step = engine.TakeStep(BatchOf("dense", 64), 1);
        double moved = Math.Sqrt(before.Select((p, i) => Math.Pow(p - engine.Network.Parameters[i], 2)).Sum());
        Assert.True(step.GradientNorm > Clip);
        Assert.Equal(Clip, moved, 1e-5);

        using NetworkEngine free = Create("dense", 1, new Sgd(), clip: null);
        Assert.Equal(double.NaN, free.TakeStep(BatchOf("dense", 64), 1).GradientNorm);
        moved = Math.Sqrt(before.Select((p, i) => Math.Pow(p - free.Network.Parameters[i], 2)).Sum());
        Assert.Equal(step.GradientNorm, moved, 1e-4 * moved);
    }

    [Theory]
    [InlineData(1.0, null)]
    [InlineData(null, 1.0)]
    [InlineData(1.0, 1.0)]
    public void Clips_a_gradient_whose_square_overflows_single_precision(double? clip, double? neuronClip)
    {
        NetworkDefinition definition = Dense with { Layers = [new Dense(1, new Identity())] };
        Batch<float> batch = BatchOf("dense", 64);
        foreach (ref float feature in batch.Features)
        {
            feature *= 1e8f;
        }

        using NetworkEngine engine = new(
            Network<float>.Create(definition, seed: 2), new PolynomialHinge(), Penalties, new Sgd(), new EngineOptions { GradientClipNorm = clip, NeuronGradientClipNorm = neuronClip });
        float[] before = engine.Network.Parameters.ToArray();
        StepResult step = engine.TakeStep(batch, 1);
        double moved = Math.Sqrt(before.Select((p, i) => Math.Pow((double)p - engine.Network.Parameters[i], 2)).Sum());
        Assert.All(engine.Network.Parameters.ToArray(), p => Assert.True(float.IsFinite(p)));
        Assert.InRange(step.GradientNorm, Math.Sqrt(float.MaxValue), double.MaxValue);
        Assert.InRange(moved, (1 - 1e-5) * (clip ?? 1), clip is null ? step.GradientNorm : (1 + 1e-5) * clip.Value);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Clipping_the_neuron_scales_its_part_of_the_step_and_no_other(string name)
    {
        const double Clip = 1e-3;
        float[] free = StepOf(name, new EngineOptions());
        float[] clipped = StepOf(name, new EngineOptions { NeuronGradientClipNorm = Clip });
        bool[] isNeuron = NeuronPlaces(DefinitionOf(name));
        double length = Length(free, isNeuron);
        Assert.True(length > Clip);
        Assert.Equal(Clip, Length(clipped, isNeuron), 1e-2 * Clip);
        for (int i = 0; i < free.Length; i++)
        {
            Assert.Equal(isNeuron[i] ? free[i] * (Clip / length) : free[i], clipped[i], isNeuron[i] ? 1e-6 : 0);
        }

        // Both: the whole is measured after the neuron's part was scaled.
        float[] both = StepOf(name, new EngineOptions { NeuronGradientClipNorm = Clip, GradientClipNorm = 0.5 * Length(clipped) });
        Assert.Equal(0.5 * Length(clipped), Length(both), 1e-4 * Length(clipped));
        Assert.Equal(0.5 * Clip, Length(both, isNeuron), 1e-2 * Clip);
        Assert.Equal(free, StepOf(name, new EngineOptions { NeuronGradientClipNorm = 1e6 }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Refuses_a_norm_to_clip_to_that_is_none(double norm)
    {
        Assert.Equal(
            $"GradientClipNorm must be positive and finite, but was {norm}. To leave gradients alone, use null. (Parameter 'GradientClipNorm')",
            Assert.Throws<ArgumentOutOfRangeException>(() => new EngineOptions { GradientClipNorm = norm }).Message);
        Assert.Equal(
            $"NeuronGradientClipNorm must be positive and finite, but was {norm}. To leave gradients alone, use null. (Parameter 'NeuronGradientClipNorm')",
            Assert.Throws<ArgumentOutOfRangeException>(() => new EngineOptions { NeuronGradientClipNorm = norm }).Message);
    }

    /// <summary>What a step of gradient descent of rate 1 takes from each parameter: the gradient as clipped.</summary>
    private static float[] StepOf(string name, EngineOptions options)
    {
        using NetworkEngine engine = new(Network<float>.Create(DefinitionOf(name), seed: 2), LossOf(name), Penalties, new Sgd(), options);
        float[] before = engine.Network.Parameters.ToArray();
        engine.TakeStep(BatchOf(name, 64), 1);
        return [.. before.Select((p, i) => p - engine.Network.Parameters[i])];
    }

    /// <summary>The parameters that are gone when the neuron is stripped: found by numbering all.</summary>
    private static bool[] NeuronPlaces(NetworkDefinition definition)
    {
        ParameterLayout layout = ParameterLayout.Of(definition);
        float[] numbers = [.. Enumerable.Range(0, layout.Count).Select(i => (float)i)];
        float[] kept = Network<float>.FromParameters(definition, numbers, new float[layout.StateCount]).Stripped().Parameters.ToArray();
        return [.. numbers.Select(number => !kept.Contains(number))];
    }

    private static double Length(float[] step, bool[]? places = null) =>
        Math.Sqrt(step.Where((_, i) => places is null || places[i]).Sum(value => (double)value * value));
}
