using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Core.Tests.Objectives;

/// <summary>Value, gradient and Hessian against automatic differentiation by another library.</summary>
public sealed class NetworkOracleTests
{
    private const double Tolerance = 1e-10;

    public static TheoryData<string> Cases => [.. NetworkOracle.Names(withHessian: false)];

    public static TheoryData<string> CasesWithHessian => [.. NetworkOracle.Names(withHessian: true)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_value_is_the_oracles(string name)
    {
        NetworkOracle oracle = NetworkOracle.Read(name);
        Assert.Equal(oracle.Value, oracle.CreateObjective().Value(oracle.Parameters), Tolerance * oracle.Value);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gradient_is_the_oracles(string name)
    {
        NetworkOracle oracle = NetworkOracle.Read(name);
        double[] gradient = new double[oracle.Parameters.Length];
        double value = oracle.CreateObjective().Gradient(oracle.Parameters, gradient);
        Assert.Equal(oracle.Value, value, Tolerance * oracle.Value);
        AssertClose(oracle.Gradient, gradient);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Chunks_do_not_change_the_gradient(string name)
    {
        NetworkOracle oracle = NetworkOracle.Read(name);
        double[] gradient = new double[oracle.Parameters.Length];
        oracle.CreateObjective(chunkRows: 3).Gradient(oracle.Parameters, gradient);
        AssertClose(oracle.Gradient, gradient);
    }

    [Theory]
    [MemberData(nameof(CasesWithHessian))]
    public void Every_column_of_the_Hessian_is_the_oracles(string name)
    {
        NetworkOracle oracle = NetworkOracle.Read(name);
        AssertHessian(oracle, oracle.CreateObjective());
    }

    [Theory]
    [MemberData(nameof(CasesWithHessian))]
    public void Chunks_do_not_change_the_Hessian(string name)
    {
        NetworkOracle oracle = NetworkOracle.Read(name);
        AssertHessian(oracle, oracle.CreateObjective(chunkRows: 2));
    }

    private static void AssertHessian(NetworkOracle oracle, NetworkObjective objective)
    {
        double[] direction = new double[oracle.Parameters.Length];
        double[] column = new double[oracle.Parameters.Length];
        double largest = oracle.Hessian!.Max(row => row.Max(Math.Abs));
        for (int i = 0; i < direction.Length; i++)
        {
            direction[i] = 1;
            objective.HessianVectorProduct(oracle.Parameters, direction, column);
            direction[i] = 0;
            for (int j = 0; j < column.Length; j++)
            {
                Assert.Equal(oracle.Hessian![j][i], column[j], Tolerance * largest);
            }
        }
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], Tolerance * largest);
        }
    }
}
