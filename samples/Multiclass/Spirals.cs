using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Multiclass;

/// <summary>Three arms of one spiral, a colour each.</summary>
internal static class Spirals
{
    private const double Turns = 1.25;
    private static readonly string[] Colours = ["red", "green", "blue"];

    /// <summary>Points with a little noise; the same for the same seed.</summary>
    public static IEnumerable<Point> Generate(int count, long seed)
    {
        RandomSource random = new(seed);
        for (int i = 0; i < count; i++)
        {
            Point point = At(Colours[i % Colours.Length], random.NextDouble());
            point.X += (float)(0.03 * random.NextNormal());
            point.Y += (float)(0.03 * random.NextNormal());
            yield return point;
        }
    }

    /// <summary>A point in the middle of an arm, <paramref name="turn"/> of the way from its start (0) to its end (1).</summary>
    public static Point At(string colour, double turn)
    {
        double radius = 0.1 + (0.9 * turn);
        double angle = Math.Tau * ((Turns * turn) + ((double)Array.IndexOf(Colours, colour) / Colours.Length));
        return new Point { X = (float)(radius * Math.Cos(angle)), Y = (float)(radius * Math.Sin(angle)), Colour = colour };
    }
}
