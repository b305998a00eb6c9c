using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Gates;

/// <summary>A population of chromosomes: score, keep the elites, cross and mutate.</summary>
/// <remarks>
/// <para>A generation is a function of the one before, the scores, the seed and its number. With a score that depends on the chromosome alone (frozen
/// weights) the best score never falls, because the elites live on.</para>
/// <para>Source: Chang, Yang, Kwak, "Genetic-gated networks for deep reinforcement learning", NeurIPS 2018, section 3.2.</para>
/// </remarks>
public sealed class GatePopulation
{
    private readonly GateEvolutionOptions options;
    private Chromosome[] members;

    /// <summary>Draws the first generation of chromosomes of <paramref name="genes"/> genes; the first one has all gates open.</summary>
    /// <exception cref="ArgumentException">No gene, or no room for children beside the elites.</exception>
    public GatePopulation(int genes, GateEvolutionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options.Validate();
        RandomSource random = new RandomSource(options.Seed).Split(RandomPurpose.Evolution);
        members = new Chromosome[options.Population];
        members[0] = Chromosome.AllOpen(genes);
        for (int i = 1; i < members.Length; i++)
        {
            members[i] = Chromosome.Random(genes, options.InitialOpen, ref random);
        }
    }

    /// <summary>The chromosomes; after <see cref="Evolve"/> the elites come first, the best at the head.</summary>
    public IReadOnlyList<Chromosome> Members => members;

    /// <summary>The chromosome to deploy: the best of the last generation that was scored; at the start all gates open.</summary>
    public Chromosome Elite => members[0];

    /// <summary>Generations that were scored.</summary>
    public int Generation { get; private set; }

    /// <summary>Scores all members and replaces those that are no elites by mutated children of two different elites (of one, where there is only one).</summary>
    /// <param name="score">The score of a chromosome, higher is better; NaN counts as the worst.</param>
    /// <returns>The scored generation, best first; of equal scores the one with fewer open gates, then the older.</returns>
    public IReadOnlyList<ScoredChromosome> Evolve(Func<Chromosome, double> score)
    {
        ArgumentNullException.ThrowIfNull(score);
        ScoredChromosome[] ranked = [.. Rank(score)];
        Generation++;
        RandomSource random = new RandomSource(options.Seed).Split(RandomPurpose.Evolution, Generation);
        Chromosome[] next = new Chromosome[members.Length];
        for (int i = 0; i < next.Length; i++)
        {
            next[i] = i < options.Elites ? ranked[i].Chromosome : Child(ranked, ref random);
        }

        members = next;
        return ranked;
    }

    /// <summary>Puts a chromosome at the head, for a training that restores an earlier model.</summary>
    internal void Enthrone(Chromosome elite) => members[0] = elite;

    /// <summary>Writes the generation.</summary>
    internal void Save(BinaryWriter writer)
    {
        writer.Write(Generation);
        foreach (Chromosome member in members)
        {
            writer.Write(member.ToString());
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The state is damaged or of another population.</exception>
    internal void Load(BinaryReader reader)
    {
        int generation = reader.ReadInt32();
        Chromosome[] read = new Chromosome[members.Length];
        for (int i = 0; i < read.Length; i++)
        {
            string genes = reader.ReadString();
            if (generation < 0 || genes.Length != members[0].Count || genes.Trim('0', '1').Length > 0)
            {
                throw new InvalidDataException("The state of the gates' population is damaged, or belongs to another network.");
            }

            read[i] = Chromosome.Of([.. genes.Select(gene => gene == '1')]);
        }

        (Generation, members) = (generation, read);
    }

    private IEnumerable<ScoredChromosome> Rank(Func<Chromosome, double> score)
    {
        Dictionary<Chromosome, double> known = [];
        List<ScoredChromosome> scored = [];
        foreach (Chromosome member in members)
        {
            if (!known.TryGetValue(member, out double value))
            {
                value = score(member);
                known.Add(member, value);
            }

            scored.Add(new ScoredChromosome(member, value));
        }

        // OrderBy is stable, and takes NaN for the smallest.
        return scored.OrderByDescending(member => member.Score).ThenBy(member => member.Chromosome.OpenCount);
    }

    private Chromosome Child(ScoredChromosome[] ranked, ref RandomSource random)
    {
        int first = random.NextInt32(options.Elites);
        int second = options.Elites == 1 ? first : (first + 1 + random.NextInt32(options.Elites - 1)) % options.Elites;
        return ranked[first].Chromosome.Cross(ranked[second].Chromosome, ref random).Mutate(options.MutationRate, ref random);
    }
}
