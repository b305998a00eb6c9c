namespace MLNetLandscape.Core.Tests.Layers;

/// <summary>Numbers that any language reproduces exactly enough: the i-th is ((i * factor) mod modulus) / modulus - 1/2.</summary>
internal static class Sequence
{
    public static double[] Of(int count, int factor, int modulus) =>
        [.. Enumerable.Range(0, count).Select(i => ((double)(i * factor % modulus) / modulus) - 0.5)];

    /// <summary>One number for a whole tensor: its product with a sequence.</summary>
    public static double Digest(ReadOnlySpan<double> values)
    {
        double[] weights = Of(values.Length, 17, 71);
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += values[i] * weights[i];
        }

        return sum;
    }
}
