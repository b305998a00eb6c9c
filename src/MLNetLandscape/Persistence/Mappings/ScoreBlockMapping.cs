using Microsoft.ML.Transforms;

namespace MLNetLandscape.Persistence.Mappings;

/// <summary>Takes a block out of a row's scores; beyond their end, 0.</summary>
[CustomMappingFactoryAttribute(Contracts.ScoreBlock)]
internal sealed class ScoreBlockMapping : CustomMappingFactory<ScoreBlockInput, ScoreBlock>
{
    public override Action<ScoreBlockInput, ScoreBlock> GetMapping() => Fill;

    private static void Fill(ScoreBlockInput input, ScoreBlock output)
    {
        ReadOnlySpan<float> scores = input.Scores.GetValues();
        int offset = (int)input.Offset;
        output.Slot0 = At(scores, offset);
        output.Slot1 = At(scores, offset + 1);
        output.Slot2 = At(scores, offset + 2);
        output.Slot3 = At(scores, offset + 3);
        output.Slot4 = At(scores, offset + 4);
        output.Slot5 = At(scores, offset + 5);
        output.Slot6 = At(scores, offset + 6);
        output.Slot7 = At(scores, offset + 7);
    }

    private static float At(ReadOnlySpan<float> scores, int index) => index < scores.Length ? scores[index] : 0;
}
