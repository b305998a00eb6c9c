using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Core.Tests.Networks;

public sealed class ClassOutputsTests
{
    [Theory]
    [InlineData(new float[] { 0.5f }, 0)]
    [InlineData(new float[] { 1, 3, 2 }, 1)]
    [InlineData(new float[] { 1, 3, 3 }, 1)]
    [InlineData(new float[] { float.NegativeInfinity, -1e30f }, 1)]
    [InlineData(new float[] { 1, float.NaN, 3 }, -1)]
    public void The_largest_output_is_the_class(float[] outputs, int expected) => Assert.Equal(expected, ClassOutputs.Largest(outputs));

    [Fact]
    public void The_softmax_is_that_of_its_formula()
    {
        float[] outputs = [0, MathF.Log(2), MathF.Log(5)];
        ClassOutputs.Softmax(outputs);
        Assert.Equal([1f / 8, 2f / 8, 5f / 8], outputs, (a, b) => Math.Abs(a - b) < 1e-7);
    }

    [Fact]
    public void The_softmax_of_huge_outputs_is_finite()
    {
        float[] outputs = [3e38f, 3e38f, -3e38f, float.NegativeInfinity];
        ClassOutputs.Softmax(outputs);
        Assert.Equal([0.5f, 0.5f, 0, 0], outputs);
    }

    [Fact]
    public void The_softmax_of_two_outputs_is_the_logistic_function_of_their_difference()
    {
        foreach (float f in (float[])[-200, -3.5f, 0, 0.1f, 17, 200])
        {
            float[] outputs = [0, f];
            ClassOutputs.Softmax(outputs);
            Assert.Equal(ClassOutputs.Logistic(f), outputs[1], 1e-7f);
        }
    }
}
