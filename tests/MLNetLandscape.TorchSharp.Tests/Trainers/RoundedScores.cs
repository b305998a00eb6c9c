using System.Globalization;

namespace MLNetLandscape.TorchSharp.Tests.Trainers;

/// <summary>Scores as text, compared as numbers: LibTorch adds up in another order in batches of another size, and in another version.</summary>
internal static class RoundedScores
{
    private const double Rounding = 1e-5;

    public static void AssertEqual(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach ((string[] first, string[] second) in expected.Select(Split).Zip(actual.Select(Split)))
        {
            Assert.Equal(first.Length, second.Length);
            foreach ((string a, string b) in first.Zip(second))
            {
                if (a != b)
                {
                    Assert.Equal(8, a.Length);
                    Assert.Equal(Number(a), Number(b), Rounding * Math.Max(1, Math.Abs(Number(a))));
                }
            }
        }
    }

    private static string[] Split(string line) => line.Split(' ', ',');

    private static double Number(string bits) => BitConverter.UInt32BitsToSingle(uint.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
