using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Onnx;

namespace MLNetLandscape.Core.Tests.Onnx;

/// <summary>onnxruntime computes what this library computes.</summary>
public sealed class OnnxRuntimeTests(OnnxRuntime runtime) : IClassFixture<OnnxRuntime>
{
    private const double RelativeTolerance = 1e-5;

    /// <summary>For values near 0, which are differences of larger ones.</summary>
    private const double AbsoluteTolerance = 1e-6;

    /// <summary>The cases; without onnxruntime one row that is skipped stands for all.</summary>
    public static TheoryData<string, int> Runs
    {
        get
        {
            TheoryData<string, int> runs = [];
            foreach (string name in OnnxRuntime.IsPresent ? OnnxCases.All.Select(one => one.Name) : ["(all)"])
            {
                foreach (int rows in OnnxRuntime.IsPresent ? OnnxCase.BatchSizes : [1])
                {
                    runs.Add(name, rows);
                }
            }

            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Scores_equal_ours(string name, int rows)
    {
        (OnnxCase one, Dictionary<string, OnnxOutput> outputs) = Run(name, rows);
        float[] expected = Scores(one, rows);
        AssertTensor("float32", rows, [.. expected.Select(score => (double)score)], outputs[OnnxNames.Score]);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Heads_follow_from_the_scores(string name, int rows)
    {
        (OnnxCase one, Dictionary<string, OnnxOutput> outputs) = Run(name, rows);
        float[] scores = Scores(one, rows);
        string[] names = [OnnxNames.Score];
        if (one.Model.Task == LearningTask.Binary)
        {
            names = [.. names, OnnxNames.PredictedLabel];
            AssertTensor("int64", rows, [.. scores.Select(score => score > 0 ? 1.0 : 0)], outputs[OnnxNames.PredictedLabel]);
            OnnxCalibration? calibration = one.Options.Calibration ?? (one.Model.Loss is Logistic ? new OnnxCalibration(-1, 0) : null);
            if (calibration is not null)
            {
                names = [.. names, OnnxNames.Probability];
                double[] expected = [.. scores.Select(score => 1 / (1 + Math.Exp((calibration.Slope * score) + calibration.Offset)))];
                AssertTensor("float32", rows, expected, outputs[OnnxNames.Probability]);
            }
        }
        else if (one.Model.Task == LearningTask.Multiclass)
        {
            names = [.. names, OnnxNames.Probabilities, OnnxNames.PredictedLabel];
            float[][] byRow = [.. scores.Chunk(scores.Length / rows)];
            AssertTensor("int64", rows, [.. byRow.Select(row => (double)Array.IndexOf(row, row.Max()))], outputs[OnnxNames.PredictedLabel]);
            AssertTensor("float32", rows, [.. byRow.SelectMany(Softmax)], outputs[OnnxNames.Probabilities]);
        }

        Assert.Equal(names.Order(StringComparer.Ordinal), outputs.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_cases_meet_both_sides_of_each_decision()
    {
        float[] margins = Scores(Find("binary"), 33);
        Assert.Contains(margins, score => score > 0);
        Assert.Contains(margins, score => score < 0);
        Assert.Equal([0, 1, 2, 3], Scores(Find("multiclass"), 33).Chunk(4).Select(row => Array.IndexOf(row, row.Max())).Distinct().Order());
        OnnxCase clamped = Find("skip neurons, clamped");
        OnnxCase free = Find("skip neurons");
        float[] differences = [.. clamped.Predict(clamped.Rows(33)).Zip(free.Predict(free.Rows(33)), (first, second) => first - second)];
        Assert.Contains(differences, difference => difference == 0);
        Assert.Contains(differences, difference => Math.Abs(difference) > 1e-3);
    }

    private static OnnxCase Find(string name) => OnnxCases.All.Single(candidate => candidate.Name == name);

    private static float[] Scores(OnnxCase one, int rows)
    {
        float[] outputs = one.Predict(one.Rows(rows));
        return one.Options.ScoreScaling is OnnxScoreScaling scaling
            ? [.. outputs.Select(output => (float)((output * scaling.Deviation) + scaling.Mean))]
            : outputs;
    }

    private static IEnumerable<double> Softmax(float[] scores)
    {
        double sum = scores.Sum(score => Math.Exp(score));
        return scores.Select(score => Math.Exp(score) / sum);
    }

    private static void AssertTensor(string type, int rows, double[] expected, OnnxOutput actual)
    {
        Assert.Equal(type, actual.Type);
        Assert.Equal([rows, expected.Length / rows], actual.Dims);
        Assert.Equal(expected.Length, actual.Data.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double allowed = AbsoluteTolerance + (RelativeTolerance * Math.Abs(expected[i]));
            Assert.True(Math.Abs(expected[i] - actual.Data[i]) <= allowed, $"Value {i} must be {expected[i]:R} within {allowed:E2}, but was {actual.Data[i]:R}.");
        }
    }

    private (OnnxCase Case, Dictionary<string, OnnxOutput> Outputs) Run(string name, int rows)
    {
        OnnxResult result = runtime.Result(name, rows);
        OnnxCase one = Find(name);
        Assert.True(result.Error is null, $"onnxruntime refused the model: {result.Error}");
        Assert.Equal([one.Options.InputName], result.Inputs!);
        return (one, result.Outputs!);
    }
}
