using Microsoft.ML.Transforms;
using MLNetLandscape.Models;

namespace MLNetLandscape.Persistence.Mappings;

/// <summary>Scores with a binary network without calibration.</summary>
[CustomMappingFactoryAttribute(Contracts.Binary)]
internal sealed class BinaryMapping : CustomMappingFactory<ScoringInput, BinaryOutput>
{
    public override Action<ScoringInput, BinaryOutput> GetMapping()
    {
        PayloadScorer scorer = new();
        return (input, output) => scorer.Score(input, Fill, output);
    }

    private static void Fill(LandscapeModel model, ReadOnlySpan<float> scores, BinaryOutput output) =>
        (output.PredictedLabel, output.Score) = (scores[0] > 0, scores[0]);
}
