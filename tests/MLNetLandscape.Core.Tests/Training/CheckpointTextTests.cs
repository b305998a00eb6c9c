using System.Text;
using System.Text.Json;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

public sealed class CheckpointTextTests
{
    [Fact]
    public void Grows_to_the_JSON_of_the_whole_checkpoint()
    {
        List<EpochRecord> history = [];
        CheckpointText text = new();
        foreach (int epochs in (int[])[1, 2, 2, 5])
        {
            while (history.Count < epochs)
            {
                history.Add(new EpochRecord
                {
                    Epoch = history.Count + 1,
                    LearningRate = 0.1 / (history.Count + 1),
                    RunningObjective = double.PositiveInfinity,
                    Training = history.Count == 1 ? null : new Evaluation { Objective = 1.0 / 3, Loss = 0.25, BaseLoss = 0.5, Metric = 0.9, Rows = 70 },
                });
            }

            Checkpoint state = new(history, 17 * epochs);
            (ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> end) = text.Write(state);
            Assert.Equal(JsonSerializer.Serialize(state, JsonFormat.Compact), Encoding.UTF8.GetString([.. first.Span, .. end.Span]));
        }
    }
}
