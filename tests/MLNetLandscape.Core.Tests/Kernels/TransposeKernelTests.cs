using System.Numerics;
using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Kernels;

public sealed class TransposeKernelTests : KernelContract
{
    public static TheoryData<string> AllSets => new(Enum.GetNames<InstructionSet>());

    [Theory]
    [MemberData(nameof(AllSets))]
    public void Panels_hold_every_row_and_zero_padding(string set)
    {
        CheckToPanels<float>(Supported(set));
        CheckToPanels<double>(Supported(set));
    }

    [Theory]
    [MemberData(nameof(AllSets))]
    public void Rows_come_back_out_of_panels(string set)
    {
        CheckRoundTrip<float>(Supported(set));
        CheckRoundTrip<double>(Supported(set));
    }

    [Theory]
    [MemberData(nameof(AllSets))]
    public void Loading_writes_panels_and_strips(string set)
    {
        CheckLoad<float>(Supported(set));
        CheckLoad<double>(Supported(set));
    }

    [Theory]
    [MemberData(nameof(AllSets))]
    public void Strips_hold_the_features_of_panels_side_by_side(string set)
    {
        CheckStrips<float>(Supported(set));
        CheckStrips<double>(Supported(set));
    }

    [Fact]
    public void Refuses_a_span_that_is_too_short()
    {
        Assert.Throws<ArgumentException>(() => TransposeKernel.ToPanels<float>(new float[9], new float[160], 2, 5));
        ArgumentException exception = Assert.Throws<ArgumentException>(() => TransposeKernel.ToPanels<float>(new float[10], new float[159], 2, 5));
        Assert.Equal("panels must have at least 160 elements for the given sizes, but has 159. (Parameter 'panels')", exception.Message);
        Assert.Throws<ArgumentException>(() => TransposeKernel.Load<float>(new float[9], new float[160], new float[1024], 2, 5));
        Assert.Throws<ArgumentException>(() => TransposeKernel.Load<float>(new float[10], new float[159], new float[1024], 2, 5));
        Assert.Throws<ArgumentException>(() => TransposeKernel.Load<float>(new float[10], new float[160], new float[1023], 2, 5));
        Assert.Throws<ArgumentException>(() => TransposeKernel.ToStrips<float>(new float[159], new float[1024], 1, 5));
        Assert.Throws<ArgumentException>(() => TransposeKernel.ToStrips<float>(new float[160], new float[1023], 1, 5));
    }

    private static IEnumerable<(int Rows, int Features)> Sizes()
    {
        yield return (1, 1);
        yield return (128, 30);
        yield return (32, 8);
        RandomSource random = new(2);
        for (int i = 0; i < 40; i++)
        {
            yield return (1 + random.NextInt32(100), 1 + random.NextInt32(40));
        }
    }

    private static void CheckToPanels<T>(InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach ((int rows, int features) in Sizes())
        {
            RandomSource random = new(rows);
            T[] rowMajor = RandomArray<T>(ref random, rows * features);
            T[] panels = RandomArray<T>(ref random, BatchTensor<T>.PanelsFor(rows) * 32 * features);
            TransposeKernel.ToPanels<T>(rowMajor, panels, rows, features, set);
            for (int i = 0; i < panels.Length; i++)
            {
                int row = (i / (32 * features) * 32) + (i % 32);
                T expected = row < rows ? rowMajor[(row * features) + (i / 32 % features)] : T.Zero;
                if (!expected.Equals(panels[i]))
                {
                    Assert.Fail($"{rows} x {features}: element {i} is {panels[i]} instead of {expected}");
                }
            }
        }
    }

    private static void CheckLoad<T>(InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach ((int rows, int features) in Sizes())
        {
            RandomSource random = new(rows);
            T[] rowMajor = RandomArray<T>(ref random, rows * features);
            T[] expected = new T[BatchTensor<T>.PanelsFor(rows) * 32 * features];
            TransposeKernel.ToPanels<T>(rowMajor, expected, rows, features, InstructionSet.Scalar);
            T[] panels = RandomArray<T>(ref random, expected.Length);
            T[] strips = RandomArray<T>(ref random, StripLength<T>(rows, features));
            TransposeKernel.Load<T>(rowMajor, panels, strips, rows, features, set);
            AssertSame<T>(expected, panels, $"{rows} x {features}");
            AssertStrips<T>(panels, strips, features);
        }
    }

    private static void CheckStrips<T>(InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach ((int rows, int features) in Sizes())
        {
            RandomSource random = new(rows);
            T[] panels = RandomArray<T>(ref random, BatchTensor<T>.PanelsFor(rows) * 32 * features);
            T[] strips = new T[StripLength<T>(rows, features)];
            TransposeKernel.ToStrips<T>(panels, strips, BatchTensor<T>.PanelsFor(rows), features, set);
            AssertStrips<T>(panels, strips, features);
        }
    }

    private static int StripLength<T>(int rows, int features)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => BatchTensor<T>.PanelsFor(rows) * BatchTensor<T>.StripsFor(features) * 32 * 32;

    /// <summary>Feature f of lane r of panel p lies at [p][f / 32][r][f % 32].</summary>
    private static void AssertStrips<T>(T[] panels, T[] strips, int features)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < panels.Length; i++)
        {
            (int panel, int feature, int lane) = (i / (32 * features), i / 32 % features, i % 32);
            T actual = strips[(((((panel * BatchTensor<T>.StripsFor(features)) + (feature / 32)) * 32) + lane) * 32) + (feature % 32)];
            if (!actual.Equals(panels[i]))
            {
                Assert.Fail($"{features} features: panel {panel}, feature {feature}, lane {lane} is {actual} instead of {panels[i]}");
            }
        }
    }

    private static void CheckRoundTrip<T>(InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach ((int rows, int features) in Sizes())
        {
            RandomSource random = new(rows);
            T[] rowMajor = RandomArray<T>(ref random, rows * features);
            T[] panels = new T[BatchTensor<T>.PanelsFor(rows) * 32 * features];
            T[] back = new T[rowMajor.Length];
            TransposeKernel.ToPanels<T>(rowMajor, panels, rows, features, InstructionSet.Scalar);
            TransposeKernel.ToRows<T>(panels, back, rows, features, set);
            AssertSame<T>(rowMajor, back, $"{rows} x {features}");
        }
    }
}
