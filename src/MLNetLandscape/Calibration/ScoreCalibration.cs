using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Calibration;

/// <summary>Fits a calibrator to a network's scores.</summary>
internal static class ScoreCalibration
{
    /// <summary>Two parameters need no more rows than this; of more, rows at equal distances are taken.</summary>
    private const int MostRows = 1 << 20;

    private const int BatchRows = 1024;

    /// <summary>Fits the calibrator.</summary>
    /// <param name="network">The network, with one output.</param>
    /// <param name="source">Rows as the network takes them, with targets +1 and -1; best such that it was not trained on.</param>
    public static PlattScaling Fit(Network<float> network, IBatchSource source)
    {
        long stride = ((source.RowCount ?? 0) + MostRows - 1) / MostRows;
        List<float> scores = [];
        List<float> targets = [];
        List<float> weights = [];
        Batch<float> batch = new(BatchRows, source.FeatureCount, source.TargetWidth);
        float[] outputs = new float[BatchRows];
        using Predictor<float> predictor = new(network, BatchRows);
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

        return PlattFit.Fit([.. scores], [.. targets], [.. weights]);
    }
}
