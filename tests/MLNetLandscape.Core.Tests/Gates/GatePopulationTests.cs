using MLNetLandscape.Core.Gates;

namespace MLNetLandscape.Core.Tests.Gates;

public sealed class GatePopulationTests
{
    /// <summary>Right answers, gene by gene: a score whose best chromosome is known.</summary>
    private static double Score(Chromosome chromosome) =>
        Enumerable.Range(0, chromosome.Count).Count(i => chromosome.Genes[i] == (i % 3 != 0));

    public sealed class TheEvolveMethod
    {
        [Fact]
        public void Should_never_lower_the_best_score_and_find_the_best_chromosome()
        {
            GatePopulation population = new(40, new GateEvolutionOptions { Seed = 2 });
            double best = double.NegativeInfinity;
            for (int generation = 1; generation <= 60; generation++)
            {
                IReadOnlyList<ScoredChromosome> ranked = population.Evolve(Score);
                Assert.True(ranked[0].Score >= best, $"generation {generation}: {ranked[0].Score} after {best}");
                Assert.Equal(ranked[0].Chromosome, population.Elite);
                Assert.Equal(generation, population.Generation);
                best = ranked[0].Score;
            }

            Assert.Equal(40, best);
        }

        [Theory]
        [InlineData(2)]
        [InlineData(3)]
        public void Should_cross_two_different_elites(int elites)
        {
            // A child of one parent alone would be that parent, without mutation; of 60 genes two random parents differ in about 30.
            GatePopulation population = new(60, new GateEvolutionOptions { Population = 40, Elites = elites, MutationRate = 0, InitialOpen = 0.5, Seed = 3 });
            population.Evolve(Score);
            Chromosome[] parents = [.. population.Members.Take(elites)];
            Assert.All(population.Members.Skip(elites), child => Assert.DoesNotContain(child, parents));
        }

        [Fact]
        public void Should_keep_the_elites_and_breed_the_rest_from_them()
        {
            GatePopulation population = new(30, new GateEvolutionOptions { Elites = 3, MutationRate = 0, Seed = 5 });
            IReadOnlyList<ScoredChromosome> ranked = population.Evolve(Score);
            Assert.Equal(ranked.Take(3).Select(member => member.Chromosome), population.Members.Take(3));
            foreach (Chromosome child in population.Members)
            {
                // Without mutation a gene that all elites share is the child's.
                for (int i = 0; i < 30; i++)
                {
                    bool[] genes = [.. ranked.Take(3).Select(member => member.Chromosome.Genes[i])];
                    Assert.True(genes.Contains(child.Genes[i]), $"gene {i}");
                }
            }
        }

        [Fact]
        public void Should_prefer_the_smaller_of_equally_good_sub_networks()
        {
            GatePopulation population = new(12, new GateEvolutionOptions { InitialOpen = 0.5 });
            IReadOnlyList<ScoredChromosome> ranked = population.Evolve(_ => 1);
            Assert.Equal(ranked.Min(member => member.Chromosome.OpenCount), ranked[0].Chromosome.OpenCount);
        }

        [Fact]
        public void Should_take_a_score_that_is_no_number_for_the_worst()
        {
            GatePopulation population = new(12, new GateEvolutionOptions());
            IReadOnlyList<ScoredChromosome> ranked = population.Evolve(chromosome => chromosome.OpenCount == 12 ? double.NaN : chromosome.OpenCount);
            Assert.False(double.IsNaN(ranked[0].Score));
            Assert.True(double.IsNaN(ranked[^1].Score));
        }

        [Fact]
        public void Should_repeat_with_the_seed_and_differ_without()
        {
            Assert.Equal(Evolved(1), Evolved(1));
            Assert.NotEqual(Evolved(1), Evolved(2));

            static string Evolved(long seed)
            {
                GatePopulation population = new(20, new GateEvolutionOptions { Seed = seed });
                population.Evolve(Score);
                population.Evolve(Score);
                return string.Join(' ', population.Members);
            }
        }
    }

    public sealed class TheConstructor
    {
        [Fact]
        public void Should_start_with_all_gates_open() => Assert.Equal(Chromosome.AllOpen(7), new GatePopulation(7, new GateEvolutionOptions()).Elite);

        [Fact]
        public void Should_refuse_a_population_of_elites_alone()
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(() => new GatePopulation(7, new GateEvolutionOptions { Population = 4 }));
            Assert.Equal(
                "Elites must be fewer than the Population of 4, but was 4. The others make room for children. (Parameter 'Elites')", exception.Message);
        }

        [Theory]
        [InlineData(1.5, "1.5")]
        [InlineData(-0.1, "-0.1")]
        [InlineData(double.NaN, "NaN")]
        public void Should_refuse_what_is_no_probability(double rate, string shown)
        {
            ArgumentException exception = Assert.Throws<ArgumentOutOfRangeException>(() => new GateEvolutionOptions { MutationRate = rate });
            Assert.Equal($"MutationRate must be a probability from 0 to 1, but was {shown}. (Parameter 'MutationRate')", exception.Message);
        }
    }
}
