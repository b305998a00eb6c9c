using MLNetLandscape.Calibration;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Tests.Calibration;

public static class ScoreLimitTests
{
    public sealed class TheApplyMethod
    {
        [Fact]
        public void Should_Move_Scores_Beyond_Ten_Medians_Onto_The_Limit()
        {
            float[] scores = [-1e6f, -1, 2, 3, 1e20f, 0.5f, -2];
            ScoreLimit.Apply(scores);
            Assert.Equal([-20, -1, 2, 3, 20, 0.5f, -2], scores);
        }

        [Fact]
        public void Should_Leave_Gaussian_Scores_Alone()
        {
            RandomSource random = new(5);
            float[] scores = [.. Enumerable.Range(0, 10_000).Select(_ => (float)random.NextNormal())];
            float[] limited = [.. scores];
            ScoreLimit.Apply(limited);
            Assert.Equal(scores, limited);
        }

        [Theory]
        [InlineData(0f, 0f, 5f)]
        [InlineData(3e38f, 3e38f, -3e38f)]
        public void Should_Change_Nothing_Without_A_Limit(params float[] scores)
        {
            float[] limited = [.. scores];
            ScoreLimit.Apply(limited);
            Assert.Equal(scores, limited);
            ScoreLimit.Apply([]);
        }

        /// <summary>Without the limit the five far rows, all on their right side, take the slope to nearly 0, and every probability to nearly the same.</summary>
        [Fact]
        public void Should_Keep_A_Few_Far_Rows_From_Flattening_The_Calibration()
        {
            RandomSource random = new(7);
            float[] near = [.. Enumerable.Range(0, 400).Select(_ => (float)random.NextNormal())];
            float[] nearTargets = [.. near.Select(score => random.NextDouble() < 1 / (1 + Math.Exp(-3 * score)) ? 1f : -1f)];
            float[] scores = [.. near, 1e5f, 2e6f, 3e6f, 4e7f, 5e7f];
            float[] targets = [.. nearTargets, 1, 1, 1, 1, 1];
            PlattScaling without = PlattFit.Fit(near, nearTargets, []);
            PlattScaling unlimited = PlattFit.Fit(scores, targets, []);

            ScoreLimit.Apply(scores);
            PlattScaling limited = PlattFit.Fit(scores, targets, []);

            Assert.InRange(unlimited.Slope, -0.1, 0);
            Assert.Equal(without.Slope, limited.Slope, 0.2 * Math.Abs(without.Slope));
            Assert.InRange(limited.Probability(1), 0.9f, 1);
        }
    }
}
