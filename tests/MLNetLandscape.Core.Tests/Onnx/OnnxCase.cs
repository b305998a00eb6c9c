using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Onnx;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Tests.Onnx;

/// <summary>A model to export, with rows to predict.</summary>
internal sealed record OnnxCase(string Name, SavedModel Model, OnnxOptions Options)
{
    /// <summary>The batch sizes that each case is run with.</summary>
    public static readonly int[] BatchSizes = [1, 33];

    public int FeatureCount => Model.Network.Input.Size;

    /// <summary>Raw features: as the standardizer has them, else around 0.</summary>
    public float[] Rows(int count)
    {
        Random random = new(20260);
        float[] rows = new float[count * FeatureCount];
        for (int i = 0; i < rows.Length; i++)
        {
            double value = (2.4 * random.NextDouble()) - 1.2;
            int j = i % FeatureCount;
            rows[i] = (float)(Scaled ? Model.Standardizer!.Means[j] + (value * Model.Standardizer.Deviations[j]) : value);
        }

        return rows;
    }

    /// <summary>The network's outputs as this library computes them.</summary>
    public float[] Predict(float[] rawRows)
    {
        float[] rows = [.. rawRows];
        if (Scaled)
        {
            Model.Standardizer!.Apply(rows);
        }

        Network<float> network = Network<float>.FromParameters(Model.Network, Model.Parameters, Model.State);
        float[] outputs = new float[rows.Length / FeatureCount * network.OutputSize];
        using Predictor<float> predictor = new(network);
        predictor.Predict(rows, outputs);
        return outputs;
    }

    private bool Scaled => Options.IncludeStandardization && Model.Standardizer is not null;
}
