using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers.GaussNewton;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Optimizers.GaussNewton;

/// <summary>The tries of a step, with a method that a test controls.</summary>
public sealed class GaussNewtonStepTests
{
    private static readonly NetworkDefinition Definition = new()
    {
        Input = Shape.Vector(2),
        Layers = [new Dense(5, new Tanh()), new Dense(1, new Identity())],
    };

    [Fact]
    public void The_damping_grows_fourfold_until_the_matrix_is_positive_definite()
    {
        List<double> asked = [];
        using GaussNewtonEngine engine = Create(new AlongGradient(asked, least: 5), damping: 1);
        double[] start = [.. engine.Network.Parameters];
        engine.TakeStep(Rows(), learningRate: 0.1);
        Assert.Equal([1, 4, 16], asked);
        Assert.Equal(16, engine.LastStep!.Damping);
        Assert.True(engine.LastStep.StepSize > 0);
        Assert.NotEqual(start, engine.Network.Parameters.ToArray());
    }

    [Fact]
    public void Where_no_damping_suffices_nothing_moves_and_the_damping_stays_within_its_bound()
    {
        List<double> asked = [];
        using GaussNewtonEngine engine = Create(new AlongGradient(asked, least: double.PositiveInfinity), damping: 1, most: 50);
        double[] start = [.. engine.Network.Parameters];
        engine.TakeStep(Rows(), learningRate: 0.1);
        Assert.Equal([1, 4, 16, 50], asked.Take(4));
        Assert.All(asked.Skip(3), damping => Assert.Equal(50, damping));
        Assert.Equal(start, engine.Network.Parameters.ToArray());
        Assert.Equal(engine.LastStep!.Objective, engine.LastStep.NewObjective);
        Assert.Equal(0, engine.LastStep.StepSize);
    }

    [Fact]
    public void A_rejected_try_leaves_no_trace()
    {
        List<double> asked = [];
        using GaussNewtonEngine overshooting = Create(new AlongGradient(asked), damping: 0.01);
        overshooting.TakeStep(Rows(), learningRate: 20);
        Assert.True(asked.Count > 1);
        using GaussNewtonEngine direct = Create(new AlongGradient([]), asked[^1]);
        direct.TakeStep(Rows(), learningRate: 20);
        Assert.Equal(direct.Network.Parameters.ToArray(), overshooting.Network.Parameters.ToArray());
        Assert.Equal(direct.LastStep, overshooting.LastStep);
        Assert.True(direct.LastStep!.NewObjective < direct.LastStep.Objective);
    }

    private static GaussNewtonEngine Create(ICurvaturePreconditioner method, double damping, double most = 1e12) => new(
        Network<double>.Create(Definition, 3), new Squared(), new Regularization { L2 = 0.01 }, method, new GaussNewtonOptions { Damping = damping, MostDamping = most });

    private static Batch<float> Rows()
    {
        Batch<float> batch = new(6, 2, 1) { Rows = 6 };
        for (int i = 0; i < 6; i++)
        {
            (batch.Features[2 * i], batch.Features[(2 * i) + 1], batch.Targets[i], batch.Weights[i]) = (i - 2.5f, (i * i % 5) - 2, 3 * (i % 2), 1);
        }

        return batch;
    }

    /// <summary>Takes the gradient for the direction, from the least damping on.</summary>
    private sealed class AlongGradient(List<double> asked, double least = 0) : ICurvaturePreconditioner
    {
        public string Fingerprint => "along the gradient";

        public void Check(Network<double> network, Loss loss)
        {
        }

        public void Update(GaussNewtonBatch batch)
        {
        }

        public bool TrySolve(ReadOnlySpan<double> gradient, double damping, Span<double> direction)
        {
            asked.Add(damping);
            gradient.CopyTo(direction);
            return damping >= least;
        }

        public void Save(BinaryWriter writer)
        {
        }

        public void Load(BinaryReader reader)
        {
        }
    }
}
