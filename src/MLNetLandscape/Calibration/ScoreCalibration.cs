using MLNetLandscape.Core.Data;
using MLNetLandscape.Scoring;

namespace MLNetLandscape.Calibration;

/// <summary>Fits a calibrator to a model's scores.</summary>
internal static class ScoreCalibration
{
    /// <summary>Two parameters need no more rows than this; of more, rows at equal distances are taken.</summary>
    private const int MostRows = 1 << 20;

    private const int BatchRows = 1024;

    /// <summary>Fits the calibrator.</summary>
    public static PlattScaling Fit(ScoreSample sample)
    {
        float[] scores = [.. sample.Scores];
        ScoreLimit.Apply(scores);
        return PlattFit.Fit(scores, sample.Targets, sample.Weights);
    }

    /// <summary>Scores the rows to fit a calibrator to.</summary>
    /// <param name="createPredictor">Makes a predictor of the model, which has one output, for batches of some rows.</param>
    /// <param name="source">Rows as the model takes them, with targets +1 and -1; best such that it was not trained on.</param>
    public static ScoreSample Read(Func<int, IRowPredictor> createPredictor, IBatchSource source)
    {
        long stride = ((source.RowCount ?? 0) + MostRows - 1) / MostRows;
        List<float> scores = [];
        List<float> targets = [];
        List<float> weights = [];
        Batch<float> batch = new(BatchRows, source.FeatureCount, source.TargetWidth);
        float[] outputs = new float[BatchRows];
        using IRowPredictor predictor = createPredictor(BatchRows);
        using IBatchReader reader = source.Open(0);
        for (long row = 0; reader.Read(batch);)
        {
            predictor.Predict(batch.Features, outputs.AsSpan(0, batch.Rows));
            for (int i = 0; i < batch.Rows; i++, row++)
            {
                if (stride <= 1 || row % stride == 0)
                {
                    scores.Add(outputs[i]);
                    targets.Add(batch.Targets[i]);
                    weights.Add(batch.Weights[i]);
                }
            }
        }

        return new ScoreSample([.. scores], [.. targets], [.. weights]);
    }
}
