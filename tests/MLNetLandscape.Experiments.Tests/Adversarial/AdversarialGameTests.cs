using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Experiments.Adversarial;

namespace MLNetLandscape.Experiments.Tests.Adversarial;

public sealed class AdversarialGameTests
{
    [Fact]
    public void Should_cost_log_2_where_the_discriminator_says_nothing()
    {
        Network<float> silent = Linear(2, 1, [0, 0, 0]);
        AdversarialGame game = new(Linear(2, 2, [1, 0, 0, 1, 0, 0]), silent, batchSize: 2);
        Assert.Equal(Math.Log(2), game.Loss([1, 2, 3, 4], [5, 6, 7, 8]), 1e-6);
    }

    [Fact]
    public void Should_cost_the_mean_logistic_loss_of_real_and_generated_points()
    {
        // The generator answers the noise itself; D(x) = x1 - 2 x2 + 0.5.
        AdversarialGame game = new(Linear(2, 2, [1, 0, 0, 1, 0, 0]), Linear(2, 1, [1, -2, 0.5f]), batchSize: 2);
        double expected = (LogOnePlusExp(-1.5) + LogOnePlusExp(-(-1.5)) + LogOnePlusExp(0.5) + LogOnePlusExp(2.5)) / 4;
        Assert.Equal(expected, game.Loss([1, 0, 0, 1], [0, 0, 2, 0]), 1e-6);
    }

    [Fact]
    public void Should_lower_the_discriminators_loss_on_the_points_that_it_moves_by()
    {
        AdversarialGame game = new(Linear(2, 2, [1, 0, 0, 1, 0, 0]), Linear(2, 1, [0, 0, 0]), batchSize: 2);
        float[] real = [1, 0, 0.5f, 1], noise = [-1, 0, 0, -1];
        double before = game.Loss(real, noise);
        for (int step = 0; step < 100; step++)
        {
            game.MoveDiscriminator(real, noise);
        }

        Assert.InRange(game.Loss(real, noise), 0, before - 0.02);
    }

    private static double LogOnePlusExp(double z) => Math.Log(1 + Math.Exp(z));

    private static Network<float> Linear(int inputs, int outputs, float[] parameters) => Network<float>.FromParameters(
        new NetworkDefinition { Input = Shape.Vector(inputs), Layers = [new Dense(outputs, new Identity())] }, parameters, []);
}
