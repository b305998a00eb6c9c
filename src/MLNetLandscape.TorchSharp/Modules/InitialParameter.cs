using MLNetLandscape.Core.Randomness;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Modules;

/// <summary>New parameters that owe nothing to LibTorch's shared generator and survive the dispose scope in which they are created.</summary>
internal static class InitialParameter
{
    /// <summary>Uniform on +- <paramref name="halfWidth"/>.</summary>
    public static Parameter Uniform(double halfWidth, RandomSource random, params ReadOnlySpan<long> shape)
    {
        float[] numbers = new float[Length(shape)];
        foreach (ref float number in numbers.AsSpan())
        {
            number = (float)(((2 * random.NextDouble()) - 1) * halfWidth);
        }

        return Of(numbers, shape);
    }

    /// <summary>All the same number.</summary>
    public static Parameter Constant(double value, params ReadOnlySpan<long> shape)
    {
        float[] numbers = new float[Length(shape)];
        Array.Fill(numbers, (float)value);
        return Of(numbers, shape);
    }

    /// <summary>A parameter that takes over a tensor's numbers; the tensor is disposed.</summary>
    public static Parameter Of(Tensor data)
    {
        using (data)
        {
            Parameter parameter = new(data.detach(), true);
            parameter.DetachFromDisposeScope();
            return parameter;
        }
    }

    private static Parameter Of(float[] numbers, ReadOnlySpan<long> shape) => Of(TensorNumbers.Create<float>(numbers, shape));

    private static int Length(ReadOnlySpan<long> shape)
    {
        int length = 1;
        foreach (long size in shape)
        {
            length = checked(length * (int)size);
        }

        return length;
    }
}
