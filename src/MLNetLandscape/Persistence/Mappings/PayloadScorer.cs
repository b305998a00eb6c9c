using System.Collections.Concurrent;
using MLNetLandscape.Models;
using MLNetLandscape.Scoring;

namespace MLNetLandscape.Persistence.Mappings;

/// <summary>Scores rows with the model that came along as text. Decodes it once; safe for concurrent calls.</summary>
internal sealed class PayloadScorer
{
    private volatile DecodedPayload? decoded;

    /// <summary>Scores a row.</summary>
    /// <param name="input">The features and the model.</param>
    /// <param name="use">Receives the model and the scores, which are valid during the call.</param>
    /// <param name="output">Passed on to <paramref name="use"/>.</param>
    /// <exception cref="Core.Persistence.ModelFileException">The model is damaged.</exception>
    public void Score<TOutput>(ScoringInput input, ScoresUser<TOutput> use, TOutput output)
    {
        DecodedPayload payload = decoded is { } known && known.Text.Equals(input.Payload)
            ? known
            : decoded = new DecodedPayload(input.Payload, PayloadFormat.Decode(input.Payload.Span));
        if (!payload.Idle.TryTake(out SingleRowScorer? scorer))
        {
            scorer = new SingleRowScorer(payload.Model);
        }

        use(payload.Model, scorer.Score(input.Features), output);
        payload.Idle.Add(scorer);
    }

    private sealed record DecodedPayload(ReadOnlyMemory<char> Text, LandscapeModel Model)
    {
        public ConcurrentBag<SingleRowScorer> Idle { get; } = [];
    }
}
