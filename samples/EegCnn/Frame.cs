using Microsoft.ML.Data;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.EegCnn;

/// <summary>One second of 14-channel EEG as an image of three bands.</summary>
internal sealed class Frame
{
    private const int Side = EegFrames.Side;

    [VectorType(3 * Side * Side)]
    public float[] Features { get; set; } = [];

    public bool Label { get; set; }

    /// <summary>The recordings of a folder, standardised by one mean and one deviation.</summary>
    public static IEnumerable<Frame> Load(string folder)
    {
        Dataset<float> data = EegFrames.Load(folder, EegScaling.Standardized).Data;
        return Enumerable.Range(0, data.Rows).Select(row => new Frame
        {
            Features = data.Features.Slice(row * data.FeatureCount, data.FeatureCount).ToArray(),
            Label = data.Targets.Span[row] > 0,
        });
    }

    /// <summary>Made-up frames: a bright spot in noise, whose place in one band tells the classes apart. For a machine without the recordings.</summary>
    public static IEnumerable<Frame> Generate(int count, long seed)
    {
        RandomSource random = new(seed);
        for (int i = 0; i < count; i++)
        {
            float[] pixels = new float[3 * Side * Side];
            bool label = random.NextDouble() < 0.5;
            (double row, double column) = (Side * random.NextDouble(), Side * ((label ? 0.25 : 0.75) + (0.1 * random.NextNormal())));
            for (int pixel = 0; pixel < pixels.Length; pixel++)
            {
                (double y, double x) = ((pixel / Side % Side) - row, (pixel % Side) - column);
                pixels[pixel] = (float)((0.5 * random.NextNormal()) + (pixel < Side * Side ? 3 * Math.Exp(-((y * y) + (x * x)) / 18) : 0));
            }

            yield return new Frame { Features = pixels, Label = label };
        }
    }
}
