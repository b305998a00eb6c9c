using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Experiments.Adversarial;

namespace MLNetLandscape.Experiments.NeuronUses;

/// <summary>A generative adversarial network on a ring of Gaussians, its discriminator with the neuron or without.</summary>
internal sealed class GanRun
{
    private const int Samples = 2000;

    private readonly UseTrialSettings settings;
    private readonly TrialContext context;
    private readonly RingGame game;

    public GanRun(UseTrialSettings settings, TrialContext context)
    {
        (this.settings, this.context) = (settings, context);
        NetworkDefinition generator = new()
        {
            Input = Shape.Vector(2),
            Layers = [new Dense(64, new Relu()), new Dense(64, new Relu()), new Dense(2, new Identity())],
        };
        NetworkDefinition discriminator = new()
        {
            Input = Shape.Vector(2),
            Layers = [new Dense(64, new Relu()), new Dense(64, new Relu()), new Dense(1, new Identity())],
            Neuron = settings.HasNeuron ? new SkipNeuron() : null,
        };
        game = new RingGame(
            Network<float>.Create(generator, context.Seed),
            Network<float>.Create(discriminator, context.Seed + 1),
            new RandomSource(context.Seed).Split(RandomPurpose.Data));
    }

    /// <summary>Plays, and looks at what the generator makes.</summary>
    public UseTrialResult Run()
    {
        for (int hundred = 0; hundred < settings.Epochs; hundred++)
        {
            game.Play(100);
            context.Cancellation.ThrowIfCancellationRequested();
            context.Report(hundred + 1, settings.Epochs);
        }

        float[] points = game.Sample(Samples);
        (double share, int hit) = GaussianRing.Judge(points);
        return new UseTrialResult
        {
            Score = share,
            Count = hit,
            Kept = settings.Epochs,
            Scale = Math.Abs(game.Players.Scale),
            LargestTerm = game.Players.LargestTerm(points),
        };
    }
}
