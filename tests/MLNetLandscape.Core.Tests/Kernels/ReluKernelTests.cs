using System.Numerics;
using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Tests.Kernels;

public sealed class ReluKernelTests : KernelContract
{
    public static TheoryData<string> AllSets => new(Enum.GetNames<InstructionSet>());

    [Theory]
    [MemberData(nameof(AllSets))]
    public void Rectifies_exactly(string set)
    {
        CheckApply<float>(Supported(set));
        CheckApply<double>(Supported(set));
    }

    [Theory]
    [MemberData(nameof(AllSets))]
    public void Masks_gradients_exactly(string set)
    {
        CheckMask<float>(Supported(set));
        CheckMask<double>(Supported(set));
    }

    [Theory]
    [MemberData(nameof(AllSets))]
    public void Lets_NaN_through(string set)
    {
        InstructionSet form = Supported(set);
        foreach (float slope in (float[])[0, 0.1f])
        {
            float[] values = new float[37];
            values.AsSpan().Fill(float.NaN);
            ReluKernel.Apply(values, slope, form);
            Assert.All(values, value => Assert.True(float.IsNaN(value)));
        }
    }

    [Fact]
    public void Refuses_spans_of_different_length()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => ReluKernel.MultiplyByDerivative<float>(new float[3], new float[4]));
        Assert.Equal("outputs must have 4 elements as its companions do, but has 3. (Parameter 'outputs')", exception.Message);
    }

    private static void CheckApply<T>(InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (T slope in (T[])[T.Zero, T.CreateChecked(0.25), T.One])
        {
            for (int length = 0; length < 70; length++)
            {
                RandomSource random = new(length);
                T[] values = RandomArray<T>(ref random, length);
                T[] expected = Array.ConvertAll(values, z => z > T.Zero ? z : slope * z);
                ReluKernel.Apply(values, slope, set);
                AssertSame<T>(expected, values, $"length {length}, slope {slope}");
            }
        }
    }

    private static void CheckMask<T>(InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (T slope in (T[])[T.Zero, T.CreateChecked(0.25)])
        {
            for (int length = 0; length < 70; length++)
            {
                RandomSource random = new(length);
                T[] outputs = RandomArray<T>(ref random, length);
                if (length > 3)
                {
                    outputs[3] = T.Zero;
                }

                T[] gradients = RandomArray<T>(ref random, length);
                T[] expected = [.. gradients.Select((d, i) => outputs[i] > T.Zero ? d : slope * d)];
                ReluKernel.MultiplyByDerivative(outputs, gradients, slope, set);
                AssertSame<T>(expected, gradients, $"length {length}, slope {slope}");
            }
        }
    }
}
