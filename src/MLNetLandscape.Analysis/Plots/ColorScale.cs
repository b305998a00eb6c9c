using System.Globalization;
using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Analysis.Plots;

/// <summary>Values as colours, from dark violet over green to yellow; equal steps look equal, to colour-blind readers too.</summary>
/// <remarks>Eleven stations of viridis (Smith and van der Walt, 2015), linear between them.</remarks>
/// <param name="Axis">The range and scale of the values.</param>
public sealed record ColorScale(Axis Axis)
{
    /// <summary>Different colours: more than the eye tells apart, few enough that neighbouring cells of a heat map merge.</summary>
    private const int Steps = 96;

    private static readonly (int Red, int Green, int Blue)[] Stations =
    [
        (0x44, 0x01, 0x54), (0x48, 0x24, 0x75), (0x41, 0x44, 0x87), (0x35, 0x5f, 0x8d), (0x2a, 0x78, 0x8e), (0x21, 0x91, 0x8c),
        (0x22, 0xa8, 0x84), (0x44, 0xbf, 0x70), (0x7a, 0xd1, 0x51), (0xbd, 0xdf, 0x26), (0xfd, 0xe7, 0x25),
    ];

    /// <summary>The colour of a value, for instance #21918c; values beyond the range take its ends, and null stands for a value that is not a number.</summary>
    public string? Of(double value)
    {
        double place = Axis.Place(value);
        if (double.IsNaN(place))
        {
            return null;
        }

        double step = Math.Round(Math.Clamp(place, 0, 1) * Steps) / Steps * (Stations.Length - 1);
        int first = Math.Min((int)step, Stations.Length - 2);
        (int Red, int Green, int Blue) a = Stations[first], b = Stations[first + 1];
        return string.Create(
            CultureInfo.InvariantCulture, $"#{Mix(a.Red, b.Red, step - first):x2}{Mix(a.Green, b.Green, step - first):x2}{Mix(a.Blue, b.Blue, step - first):x2}");
    }

    private static int Mix(int a, int b, double share) => (int)Math.Round(a + ((b - a) * share));
}
