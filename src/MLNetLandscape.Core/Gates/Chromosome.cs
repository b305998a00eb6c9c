using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Gates;

/// <summary>One setting of all gates of a network, in the order of its layers: true is open.</summary>
/// <remarks>Immutable; equal where all genes are.</remarks>
public sealed class Chromosome : IEquatable<Chromosome>
{
    private readonly bool[] genes;

    private Chromosome(bool[] genes) => this.genes = genes;

    /// <summary>The genes.</summary>
    public ReadOnlySpan<bool> Genes => genes;

    /// <summary>Genes in all, at least 1.</summary>
    public int Count => genes.Length;

    /// <summary>Open gates.</summary>
    public int OpenCount => genes.Count(open => open);

    /// <summary>A chromosome of the given genes, which are copied.</summary>
    /// <exception cref="ArgumentException">No gene.</exception>
    public static Chromosome Of(ReadOnlySpan<bool> genes) => genes.IsEmpty
        ? throw new ArgumentException("A chromosome must have at least 1 gene, but none was given. Insert gates into the network first.", nameof(genes))
        : new Chromosome(genes.ToArray());

    /// <summary>All gates open: the base network.</summary>
    /// <exception cref="ArgumentException">Fewer than 1 gene.</exception>
    public static Chromosome AllOpen(int count)
    {
        bool[] genes = new bool[Math.Max(count, 0)];
        genes.AsSpan().Fill(true);
        return Of(genes);
    }

    /// <summary>Each gate open with a probability, independently.</summary>
    public static Chromosome Random(int count, double openProbability, ref RandomSource random)
    {
        bool[] genes = new bool[Math.Max(count, 0)];
        for (int i = 0; i < genes.Length; i++)
        {
            genes[i] = random.NextDouble() < openProbability;
        }

        return Of(genes);
    }

    /// <summary>Uniform crossover: each gene from this or from the other parent, with equal probability.</summary>
    /// <exception cref="ArgumentException">The parents have different numbers of genes.</exception>
    public Chromosome Cross(Chromosome other, ref RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count != Count)
        {
            throw new ArgumentException(
                $"Parents must have the same number of genes, but have {Count} and {other.Count}. Cross chromosomes of one network.", nameof(other));
        }

        bool[] child = new bool[Count];
        for (int i = 0; i < child.Length; i++)
        {
            child[i] = random.NextDouble() < 0.5 ? genes[i] : other.genes[i];
        }

        return new Chromosome(child);
    }

    /// <summary>Flips each gene with a probability, independently.</summary>
    public Chromosome Mutate(double rate, ref RandomSource random)
    {
        bool[] mutant = [.. genes];
        for (int i = 0; i < mutant.Length; i++)
        {
            mutant[i] ^= random.NextDouble() < rate;
        }

        return new Chromosome(mutant);
    }

    /// <inheritdoc/>
    public bool Equals(Chromosome? other) => other is not null && genes.AsSpan().SequenceEqual(other.genes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Chromosome);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (bool gene in genes)
        {
            hash.Add(gene);
        }

        return hash.ToHashCode();
    }

    /// <summary>"1101".</summary>
    public override string ToString() => string.Concat(genes.Select(open => open ? '1' : '0'));
}
