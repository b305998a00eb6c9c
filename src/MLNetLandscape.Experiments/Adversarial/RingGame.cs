using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Experiments.Adversarial;

/// <summary>The adversarial game on <see cref="GaussianRing"/>: the generator's noise is two normal numbers a point.</summary>
/// <remarks>
/// The non-saturating game of Goodfellow et al., arXiv:1406.2661: the discriminator D minimises the mean logistic loss of real against generated points, with the penalty
/// lambda a^2 / 2; the generator minimises that of D(G(z)) taken for real, by the gradient that D carries back to its input.
/// </remarks>
internal sealed class RingGame(Network<float> generator, Network<float> discriminator, RandomSource source)
{
    internal const int BatchSize = 64;
    private const int LossBatches = 30;
    private readonly float[] real = new float[2 * BatchSize];
    private readonly float[] noise = new float[2 * BatchSize];
    private RandomSource random = source;

    /// <summary>The players.</summary>
    public AdversarialGame Players { get; } = new(generator, discriminator, BatchSize);

    /// <summary>Moves both players, by turns.</summary>
    public void Play(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            GaussianRing.Draw(real, ref random);
            random.FillNormal(noise);
            Players.MoveDiscriminator(real, noise);
            random.FillNormal(noise);
            Players.MoveGenerator(noise);
        }
    }

    /// <summary>The discriminator's mean loss on new points.</summary>
    public double Loss()
    {
        double sum = 0;
        for (int batch = 0; batch < LossBatches; batch++)
        {
            GaussianRing.Draw(real, ref random);
            random.FillNormal(noise);
            sum += Players.Loss(real, noise);
        }

        return sum / LossBatches;
    }

    /// <summary>What the generator makes of new noise.</summary>
    public float[] Sample(int count)
    {
        float[] fresh = new float[2 * count];
        random.FillNormal(fresh);
        return Answer(fresh);
    }

    /// <summary>What the generator makes of some noise.</summary>
    public float[] Answer(ReadOnlySpan<float> noise)
    {
        float[] points = new float[noise.Length];
        using Predictor<float> predictor = new(Players.Generator);
        predictor.Predict(noise, points);
        return points;
    }
}
