using Microsoft.ML.Transforms;
using MLNetLandscape.Models;
using MLNetLandscape.Scoring;

namespace MLNetLandscape.Persistence.Mappings;

/// <summary>Scores with a multiclass network.</summary>
[CustomMappingFactoryAttribute(Contracts.Multiclass)]
internal sealed class MulticlassMapping : CustomMappingFactory<ScoringInput, MulticlassOutput>
{
    public override Action<ScoringInput, MulticlassOutput> GetMapping()
    {
        PayloadScorer scorer = new();
        return (input, output) => scorer.Score(input, Fill, output);
    }

    private static void Fill(LandscapeModel model, ReadOnlySpan<float> scores, MulticlassOutput output) =>
        (output.Scores, output.Key) = (new VBuffer<float>(scores.Length, scores.ToArray()), LargestClass.KeyOf(scores));
}
