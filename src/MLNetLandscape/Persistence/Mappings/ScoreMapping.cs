using Microsoft.ML.Transforms;
using MLNetLandscape.Models;

namespace MLNetLandscape.Persistence.Mappings;

/// <summary>Scores with a model of one output: for two classes, or for a real number.</summary>
[CustomMappingFactoryAttribute(Contracts.Score)]
internal sealed class ScoreMapping : CustomMappingFactory<ScoringInput, ScoreOutput>
{
    public override Action<ScoringInput, ScoreOutput> GetMapping()
    {
        PayloadScorer scorer = new();
        return (input, output) => scorer.Score(input, Fill, output);
    }

    private static void Fill(LandscapeModel model, ReadOnlySpan<float> scores, ScoreOutput output) => output.Score = scores[0];
}
