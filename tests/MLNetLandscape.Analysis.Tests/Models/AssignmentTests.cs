using MLNetLandscape.Analysis.Models;
using MLNetLandscape.Analysis.Tests.Surfaces;

namespace MLNetLandscape.Analysis.Tests.Models;

public sealed class AssignmentTests
{
    [Fact]
    public void Is_as_cheap_as_the_best_of_all_permutations()
    {
        for (int size = 1; size <= 6; size++)
        {
            for (long seed = 0; seed < 20; seed++)
            {
                double[] cost = NetworkProblem.Normal(size * size, seed);
                int[] found = Assignment.Minimize(cost, size);
                Assert.Equal(Enumerable.Range(0, size), found.Order());
                Assert.Equal(Permutations(size).Min(order => Cost(cost, order)), Cost(cost, found), 12);
            }
        }
    }

    [Fact]
    public void Undoes_a_permutation_of_many()
    {
        int[] order = [.. Enumerable.Range(0, 200).OrderBy(i => (i * 73) % 200)];
        double[] cost = [.. NetworkProblem.Normal(200 * 200, 1).Select(Math.Abs)];
        for (int i = 0; i < 200; i++)
        {
            cost[(i * 200) + order[i]] = -1;
        }

        Assert.Equal(order, Assignment.Minimize(cost, 200));
    }

    [Fact]
    public void Refuses_a_matrix_that_is_not_square() => Assert.Equal(
        "cost must have 4 numbers, but has 3. Pass a square matrix.", Assert.Throws<ArgumentException>(() => Assignment.Minimize([1, 2, 3], 2)).Message);

    private static double Cost(double[] cost, int[] order) => order.Select((column, row) => cost[(row * order.Length) + column]).Sum();

    private static IEnumerable<int[]> Permutations(int size) => size == 0
        ? [[]]
        : Permutations(size - 1).SelectMany(shorter => Enumerable.Range(0, size).Select(place => (int[])[.. shorter[..place], size - 1, .. shorter[place..]]));
}
