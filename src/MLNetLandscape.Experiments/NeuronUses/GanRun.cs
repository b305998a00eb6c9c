using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Experiments.NeuronUses;

/// <summary>A generative adversarial network on a ring of Gaussians, its discriminator with the neuron or without.</summary>
/// <remarks>
/// The non-saturating game of Goodfellow et al., arXiv:1406.2661: the discriminator D minimises the mean logistic loss of real against generated points, with the penalty
/// lambda a^2 / 2; the generator minimises that of D(G(z)) taken for real, by the gradient that D carries back to its input.
/// </remarks>
internal sealed class GanRun
{
    internal const int Modes = 8;
    internal const double Radius = 2;
    internal const double Deviation = 0.1;
    internal const int BatchSize = 64;
    private const int Samples = 2000;
    private const double Near = 3 * Deviation;

    private readonly UseTrialSettings settings;
    private readonly TrialContext context;
    private readonly AdversarialGame game;
    private RandomSource random;

    public GanRun(UseTrialSettings settings, TrialContext context)
    {
        (this.settings, this.context) = (settings, context);
        random = new RandomSource(context.Seed).Split(RandomPurpose.Data);
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
        game = new AdversarialGame(Network<float>.Create(generator, context.Seed), Network<float>.Create(discriminator, context.Seed + 1), BatchSize);
    }

    /// <summary>Plays, and looks at what the generator makes.</summary>
    public UseTrialResult Run()
    {
        float[] real = new float[2 * BatchSize], noise = new float[2 * BatchSize];
        for (int hundred = 0; hundred < settings.Epochs; hundred++)
        {
            for (int step = 0; step < 100; step++)
            {
                DrawRing(real);
                DrawNormal(noise);
                game.MoveDiscriminator(real, noise);
                DrawNormal(noise);
                game.MoveGenerator(noise);
            }

            context.Cancellation.ThrowIfCancellationRequested();
            context.Report(hundred + 1, settings.Epochs);
        }

        return Judge();
    }

    /// <summary>A point counts for the mode that it lies within three deviations of; a mode is hit by 2 % of the points, an eighth of its share at most.</summary>
    private UseTrialResult Judge()
    {
        float[] noise = new float[2 * Samples], points = new float[2 * Samples];
        DrawNormal(noise);
        using Predictor<float> predictor = new(game.Generator);
        predictor.Predict(noise, points);
        int[] hits = new int[Modes];
        for (int i = 0; i < Samples; i++)
        {
            int mode = (int)Math.Round(Math.Atan2(points[(2 * i) + 1], points[2 * i]) / (2 * Math.PI / Modes));
            (double x, double y) = Centre(mode);
            double distance = Math.Sqrt(Math.Pow(points[2 * i] - x, 2) + Math.Pow(points[(2 * i) + 1] - y, 2));
            hits[((mode % Modes) + Modes) % Modes] += distance < Near ? 1 : 0;
        }

        return new UseTrialResult
        {
            Score = hits.Sum() / (double)Samples,
            Count = hits.Count(count => count >= Samples / 50),
            Kept = settings.Epochs,
            Scale = Math.Abs(game.Scale),
            LargestTerm = game.LargestTerm(points),
        };
    }

    private static (double X, double Y) Centre(int mode) => (Radius * Math.Cos(2 * Math.PI * mode / Modes), Radius * Math.Sin(2 * Math.PI * mode / Modes));

    private void DrawRing(Span<float> points)
    {
        for (int i = 0; i < points.Length; i += 2)
        {
            (double x, double y) = Centre(random.NextInt32(Modes));
            points[i] = (float)(x + (Deviation * random.NextNormal()));
            points[i + 1] = (float)(y + (Deviation * random.NextNormal()));
        }
    }

    private void DrawNormal(Span<float> values)
    {
        foreach (ref float value in values)
        {
            value = (float)random.NextNormal();
        }
    }
}
