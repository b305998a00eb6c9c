namespace MLNetLandscape.Calibration;

/// <summary>What a calibrator is fitted to.</summary>
/// <param name="Scores">A model's scores, one a row.</param>
/// <param name="Targets">+1 or -1, one a row.</param>
/// <param name="Weights">One a row.</param>
internal sealed record ScoreSample(float[] Scores, float[] Targets, float[] Weights)
{
    /// <summary>A class in which no row has a weight above 0, so that a calibrator could learn nothing but the other; null where both weigh something.</summary>
    public bool? EmptyClass => !Weighs(positive: true) ? true : !Weighs(positive: false) ? false : null;

    private bool Weighs(bool positive)
    {
        for (int i = 0; i < Targets.Length; i++)
        {
            if (Weights[i] > 0 && Targets[i] > 0 == positive)
            {
                return true;
            }
        }

        return false;
    }
}
