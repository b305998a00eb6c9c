using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Tests.Randomness;

/// <summary>Runs resume and reproduce by these numbers: they are those of SplitMix64 in another language, and 6457827717110365317 is its published first of seed 1234567.</summary>
public sealed class RandomSourceTests
{
    private const long Seed = 1234567;

    [Fact]
    public void A_stream_is_that_of_SplitMix64()
    {
        RandomSource random = new(Seed);
        Assert.Equal(6457827717110365317UL, random.Key);
        Assert.Equal([9709514789577493705UL, 13013878896559074743UL, 18400152718586555324UL], [random.NextUInt64(), random.NextUInt64(), random.NextUInt64()]);
        RandomSource negative = new(-1);
        Assert.Equal((16490336266968443936UL, 6755974106381971767UL), (negative.Key, negative.NextUInt64()));
    }

    [Theory]
    [InlineData(RandomPurpose.Initialization, 10607717999367892417UL)]
    [InlineData(RandomPurpose.Shuffling, 2661566910241159566UL)]
    [InlineData(RandomPurpose.Data, 3426010676857085823UL)]
    public void A_split_is_keyed_by_purpose_and_index(RandomPurpose purpose, ulong key)
    {
        RandomSource random = new(Seed);
        Assert.Equal(key, random.Split(purpose, 3).Key);
        Assert.Equal(6457827717110365317UL, random.Key);
    }

    [Fact]
    public void Uniform_numbers_take_the_upper_53_bits()
    {
        RandomSource random = new(Seed);
        Assert.Equal([0.5263538514320026, 0.7054837886056303, 0.9974742775778301], [random.NextDouble(), random.NextDouble(), random.NextDouble()]);
    }

    [Fact]
    public void Normal_numbers_are_the_cosines_of_Box_and_Muller()
    {
        RandomSource random = new(Seed);
        foreach (double expected in new[] { -0.3375059360107943, 3.1612765844434807, 0.681370829260706, -1.381512283148955 })
        {
            Assert.Equal(expected, random.NextNormal(), 1e-14);
        }
    }

    [Fact]
    public void Integers_are_the_upper_half_of_the_product_with_the_bound()
    {
        RandomSource random = new(Seed);
        Assert.Equal([5, 7, 9, 9, 3, 8, 9, 3, 3, 0, 5, 0], Enumerable.Range(0, 12).Select(_ => random.NextInt32(10)));
        Assert.Equal(0, random.NextInt32(1));
    }

    [Fact]
    public void A_shuffle_of_n_items_draws_n_minus_1_times()
    {
        RandomSource random = new(Seed);
        int[] items = [0, 1, 2, 3, 4, 5, 6, 7];
        random.Shuffle<int>(items);
        Assert.Equal([0, 3, 2, 1, 6, 5, 7, 4], items);
        Assert.Equal(5851801014124241424UL, random.NextUInt64());
    }
}
