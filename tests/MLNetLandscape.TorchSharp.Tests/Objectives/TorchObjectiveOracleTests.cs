using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Tests.Objectives;
using MLNetLandscape.TorchSharp.Objectives;

namespace MLNetLandscape.TorchSharp.Tests.Objectives;

/// <summary>Value, gradient and Hessian of modules against PyTorch's own figures in double precision.</summary>
public sealed class TorchObjectiveOracleTests
{
    private const double Tolerance = 1e-10;

    public static TheoryData<string> Cases => [.. NetworkOracle.Names(withHessian: false)];

    public static TheoryData<string> CasesWithHessian => [.. NetworkOracle.Names(withHessian: true)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Value_and_gradient_are_the_oracles(string name)
    {
        NetworkOracle oracle = NetworkOracle.Read(name);
        using TorchObjective objective = Create(oracle);
        double[] gradient = new double[objective.Dimension];
        Assert.Equal(oracle.Value, objective.Value(oracle.Parameters), Tolerance * oracle.Value);
        Assert.Equal(oracle.Value, objective.Gradient(oracle.Parameters, gradient), Tolerance * oracle.Value);
        AssertClose(oracle.Gradient, gradient);
    }

    [Theory]
    [MemberData(nameof(CasesWithHessian))]
    public void Every_column_of_the_Hessian_is_the_oracles(string name)
    {
        NetworkOracle oracle = NetworkOracle.Read(name);
        using TorchObjective objective = Create(oracle, chunkRows: 3);
        double[] direction = new double[objective.Dimension];
        double[] column = new double[objective.Dimension];
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

    private static TorchObjective Create(NetworkOracle oracle, int chunkRows = TorchObjective.DefaultChunkRows) => new(
        () => CoreModules.Create(oracle.Definition),
        CoreModules.RowShape(oracle.Definition),
        oracle.Loss,
        new Regularization { Lambda = oracle.Lambda },
        oracle.Data,
        chunkRows);

    private static void AssertClose(double[] expected, double[] actual)
    {
        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], Tolerance * largest);
        }
    }
}
