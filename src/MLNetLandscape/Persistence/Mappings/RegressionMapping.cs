using Microsoft.ML.Transforms;
using MLNetLandscape.Models;

namespace MLNetLandscape.Persistence.Mappings;

/// <summary>Scores with a regression network.</summary>
[CustomMappingFactoryAttribute(Contracts.Regression)]
internal sealed class RegressionMapping : CustomMappingFactory<ScoringInput, RegressionOutput>
{
    public override Action<ScoringInput, RegressionOutput> GetMapping()
    {
        PayloadScorer scorer = new();
        return (input, output) => scorer.Score(input, Fill, output);
    }

    private static void Fill(LandscapeModel model, ReadOnlySpan<float> scores, RegressionOutput output) => output.Score = scores[0];
}
