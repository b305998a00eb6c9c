using MLNetLandscape.Core.Schedules;

namespace MLNetLandscape.Core.Training;

/// <summary>Tells each step its learning rate: the schedule's at the time in epochs.</summary>
/// <remarks>
/// Time is epoch + step / steps per epoch. For a source that does not know its rows, the steps are those of its previous epoch; in its
/// first epoch the rate stays at the epoch's start. An epoch that turns out longer than foreseen holds the last rate foreseen.
/// </remarks>
internal sealed class LearningRateClock(Schedule schedule, int epochs, long? rows, int batchSize)
{
    /// <summary>Steps of the last complete epoch; 0 before. Part of a checkpoint.</summary>
    internal long StepsOfLastEpoch { get; set; }

    /// <summary>The learning rate of a step, both from 0.</summary>
    internal double RateAt(int epoch, long step)
    {
        long steps = rows is long known ? (known + batchSize - 1) / batchSize : StepsOfLastEpoch;
        double time = steps == 0 ? epoch : epoch + (Math.Min(step, steps - 1) / (double)steps);
        return TrainingRules.CheckRate(schedule.At(time, epochs), time);
    }
}
