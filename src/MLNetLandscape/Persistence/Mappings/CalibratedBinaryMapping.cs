using Microsoft.ML.Transforms;
using MLNetLandscape.Calibration;
using MLNetLandscape.Models;
using MLNetLandscape.Tasks;

namespace MLNetLandscape.Persistence.Mappings;

/// <summary>Scores with a calibrated binary network.</summary>
[CustomMappingFactoryAttribute(Contracts.CalibratedBinary)]
internal sealed class CalibratedBinaryMapping : CustomMappingFactory<ScoringInput, CalibratedBinaryOutput>
{
    public override Action<ScoringInput, CalibratedBinaryOutput> GetMapping()
    {
        PayloadScorer scorer = new();
        return (input, output) => scorer.Score(input, Fill, output);
    }

    private static void Fill(LandscapeModel model, ReadOnlySpan<float> scores, CalibratedBinaryOutput output)
    {
        PlattScaling calibrator = ((BinaryScoring)model.Scoring).Calibrator!;
        (output.PredictedLabel, output.Score, output.Probability) = (scores[0] > 0, scores[0], calibrator.Probability(scores[0]));
    }
}
