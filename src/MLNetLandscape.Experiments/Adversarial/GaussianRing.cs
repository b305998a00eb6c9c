using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Experiments.Adversarial;

/// <summary>Eight Gaussians on a circle: the data that generators are to imitate.</summary>
internal static class GaussianRing
{
    internal const int Modes = 8;
    internal const double Radius = 2;
    internal const double Deviation = 0.1;
    private const double Near = 3 * Deviation;

    /// <summary>Draws points, two numbers each.</summary>
    public static void Draw(Span<float> points, ref RandomSource random)
    {
        for (int i = 0; i < points.Length; i += 2)
        {
            (double x, double y) = Centre(random.NextInt32(Modes));
            points[i] = (float)(x + (Deviation * random.NextNormal()));
            points[i + 1] = (float)(y + (Deviation * random.NextNormal()));
        }
    }

    /// <summary>The share of points near a mode, and the modes that are hit.</summary>
    /// <remarks>A point counts for the mode that it lies within three deviations of; a mode is hit by 2 % of the points, an eighth of its share at most.</remarks>
    public static (double Share, int Hit) Judge(ReadOnlySpan<float> points)
    {
        int samples = points.Length / 2;
        int[] hits = new int[Modes];
        for (int i = 0; i < samples; i++)
        {
            int mode = (int)Math.Round(Math.Atan2(points[(2 * i) + 1], points[2 * i]) / (2 * Math.PI / Modes));
            (double x, double y) = Centre(mode);
            double distance = Math.Sqrt(Math.Pow(points[2 * i] - x, 2) + Math.Pow(points[(2 * i) + 1] - y, 2));
            hits[((mode % Modes) + Modes) % Modes] += distance < Near ? 1 : 0;
        }

        return (hits.Sum() / (double)samples, hits.Count(count => count >= samples / 50.0));
    }

    private static (double X, double Y) Centre(int mode) => (Radius * Math.Cos(2 * Math.PI * mode / Modes), Radius * Math.Sin(2 * Math.PI * mode / Modes));
}
