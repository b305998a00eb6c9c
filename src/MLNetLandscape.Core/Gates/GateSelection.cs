using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Core.Gates;

/// <summary>Selects a sub-network of a trained network, whose weights stay as they are.</summary>
public static class GateSelection
{
    /// <summary>Evolves gates for some generations and keeps the elite.</summary>
    /// <remarks>
    /// The elite's score never falls from one generation to the next, and is never below the base network's, on the held-out data that it was selected by. On new data it can be.
    /// </remarks>
    /// <param name="network">The trained network, without gates; it is copied.</param>
    /// <param name="loss">Its loss.</param>
    /// <param name="heldOut">The rows to score by, which training has not seen.</param>
    /// <param name="generations">Generations, at least 1; each scores the whole population.</param>
    /// <param name="options">The evolution.</param>
    /// <param name="progress">Told of every generation.</param>
    /// <param name="cancellationToken">Stops between generations; the result is that of those done.</param>
    /// <exception cref="ArgumentException">There is nothing to gate, or the data does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 generation.</exception>
    public static GateSelectionResult Run(
        Network<float> network,
        Loss loss,
        IBatchSource heldOut,
        int generations,
        GateEvolutionOptions options,
        IProgress<GateGeneration>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(heldOut);
        ArgumentNullException.ThrowIfNull(options);
        if (generations < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(generations), $"generations must be at least 1, but was {generations}. The first one scores the random sub-networks.");
        }

        Network<float> gated = GatedNetwork.Insert(network);
        GateScorer scorer = new(gated, loss, heldOut, options.Criterion);
        GatePopulation population = new(GatedNetwork.CountGates(gated), options);
        Dictionary<Chromosome, double> scores = [];
        List<GateGeneration> history = [];
        double baseScore = Score(population.Elite);
        for (int i = 0; i < generations && !cancellationToken.IsCancellationRequested; i++)
        {
            IReadOnlyList<ScoredChromosome> ranked = population.Evolve(Score);
            history.Add(new GateGeneration(
                population.Generation, ranked[0].Score, ranked.Average(member => member.Score), ranked[0].Chromosome.OpenCount));
            progress?.Report(history[^1]);
        }

        GatedNetwork.Write(gated, population.Elite);
        return new GateSelectionResult
        {
            Elite = new ScoredChromosome(population.Elite, scores[population.Elite]),
            BaseScore = baseScore,
            History = history,
            Gated = gated,
        };

        double Score(Chromosome chromosome)
        {
            // Frozen weights: a chromosome's score stays.
            if (!scores.TryGetValue(chromosome, out double score))
            {
                score = scorer.Score(chromosome);
                scores.Add(chromosome, score);
            }

            return score;
        }
    }
}
