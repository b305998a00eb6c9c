using MLNetLandscape.Core.Gates;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Tests.Gates;

public sealed class ChromosomeTests
{
    private static readonly Chromosome Open = Chromosome.AllOpen(10_000);
    private static readonly Chromosome Closed = Chromosome.Of(new bool[10_000]);

    public sealed class TheOfMethod
    {
        [Fact]
        public void Should_refuse_no_genes()
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(() => Chromosome.Of([]));
            Assert.Equal("A chromosome must have at least 1 gene, but none was given. Insert gates into the network first. (Parameter 'genes')", exception.Message);
        }

        [Fact]
        public void Should_copy_the_genes()
        {
            bool[] genes = [true, false, true];
            Chromosome chromosome = Chromosome.Of(genes);
            genes[0] = false;
            Assert.Equal("101", chromosome.ToString());
            Assert.Equal(2, chromosome.OpenCount);
            Assert.Equal(Chromosome.Of([true, false, true]), chromosome);
            Assert.NotEqual(Chromosome.Of([true, false, false]), chromosome);
            Assert.Equal(Chromosome.Of([true, false, true]).GetHashCode(), chromosome.GetHashCode());
        }
    }

    public sealed class TheCrossMethod
    {
        [Fact]
        public void Should_take_each_gene_from_one_parent_or_the_other()
        {
            RandomSource random = new(3);
            Chromosome child = Open.Cross(Closed, ref random);

            // Five standard deviations of a binomial with probability 1/2.
            Assert.InRange(child.OpenCount, 5000 - 250, 5000 + 250);
            Assert.Equal(Open, Open.Cross(Open, ref random));
        }

        [Fact]
        public void Should_refuse_parents_of_other_networks()
        {
            RandomSource random = new(3);
            ArgumentException exception = Assert.Throws<ArgumentException>(() => Open.Cross(Chromosome.AllOpen(3), ref random));
            Assert.Equal("Parents must have the same number of genes, but have 10000 and 3. Cross chromosomes of one network. (Parameter 'other')", exception.Message);
        }
    }

    public sealed class TheMutateMethod
    {
        [Fact]
        public void Should_flip_the_share_of_genes_both_ways()
        {
            RandomSource random = new(4);
            double deviation = Math.Sqrt(10_000 * 0.1 * 0.9);
            Assert.InRange(Open.Mutate(0.1, ref random).OpenCount, 9000 - (5 * deviation), 9000 + (5 * deviation));
            Assert.InRange(Closed.Mutate(0.1, ref random).OpenCount, 1000 - (5 * deviation), 1000 + (5 * deviation));
            Assert.Equal(Open, Open.Mutate(0, ref random));
            Assert.Equal(Closed, Open.Mutate(1, ref random));
        }
    }
}
