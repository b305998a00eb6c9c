using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

public sealed class TrainingHistoryTests
{
    private static readonly TrainingResult Result = new()
    {
        Reason = StopReason.EarlyStopped,
        BestEpoch = 1,
        KeptEpoch = 1,
        History =
        [
            new EpochRecord
            {
                Epoch = 1,
                LearningRate = 0.1 + 0.2,
                RunningObjective = 1 / 3.0,
                Training = new Evaluation
                {
                    Objective = 1, Loss = 0.5, BaseLoss = double.PositiveInfinity, Metric = double.NaN, Rows = 3, Neuron = LinearEngine.Trace(4),
                },
                Elapsed = TimeSpan.FromMilliseconds(1500),
            },
        ],
    };

    [Fact]
    public void Has_stable_json() => Assert.Equal(
        """
        {
          "version": 1,
          "reason": "early_stopped",
          "message": null,
          "bestEpoch": 1,
          "keptEpoch": 1,
          "epochs": [
            {
              "epoch": 1,
              "learningRate": 0.30000000000000004,
              "runningObjective": 0.3333333333333333,
              "training": {
                "objective": 1,
                "loss": 0.5,
                "baseLoss": "Infinity",
                "metric": "NaN",
                "rows": 3,
                "neuron": {
                  "scale": 0.1,
                  "bias": 0,
                  "weightNorm": 1,
                  "largestTerm": 2,
                  "clampedExponents": 4
                }
              },
              "validation": null,
              "elapsed": "00:00:01.5000000"
            }
          ]
        }
        """,
        TrainingHistory.Of(Result).ToJson(),
        ignoreLineEndingDifferences: true);

    [Fact]
    public void Survives_json_with_every_bit()
    {
        TrainingHistory history = TrainingHistory.Of(Result);
        TrainingHistory read = TrainingHistory.FromJson(history.ToJson());
        Assert.Equal(history.Epochs, read.Epochs);
        Assert.Equal(history with { Epochs = [] }, read with { Epochs = [] });
    }
}
