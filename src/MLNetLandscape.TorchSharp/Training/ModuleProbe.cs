using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Training;

/// <summary>Finds out what a module makes of a row, and says so plainly if it is of no use.</summary>
internal static class ModuleProbe
{
    private const int Rows = 2;

    /// <summary>The numbers of a row.</summary>
    /// <exception cref="ArgumentException">The shape is empty or has a size below 1.</exception>
    public static int FeatureCount(IReadOnlyList<long> rowShape)
    {
        long count = 1;
        foreach (long size in rowShape)
        {
            count = size >= 1 ? checked(count * size) : 0;
        }

        return rowShape.Count > 0 && count is > 0 and <= int.MaxValue
            ? (int)count
            : throw new ArgumentException(
                $"A row's shape must have at least one size, each at least 1, but was [{string.Join(", ", rowShape)}]. For 30 features, pass [30]; for images, [3, 28, 28].",
                nameof(rowShape));
    }

    /// <summary>K, the outputs that the module gives for a row; it is left in inference mode.</summary>
    /// <exception cref="ArgumentException">No number of it is trained, or one is of another type; or it does not take such rows, or does not return rows or rows x K.</exception>
    public static int OutputCount(TensorModule module, IReadOnlyList<long> rowShape, ScalarType type, Device device)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();

        // First: LibTorch's own refusal of another type would look like one of the rows' shape.
        CheckParameters(ModuleParameters.Of(module), type);
        module.eval();
        Tensor output;
        try
        {
            output = module.call(torch.zeros([Rows, .. rowShape], type, device));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Not LibTorch alone: TorchSharp's layers and the module's own code refuse shapes with exceptions of their own.
            throw new ArgumentException(
                $"The module does not take rows of shape [{string.Join(", ", rowShape)}]: {FirstLine.Of(exception)}. "
                + "Pass the shape that its first layer takes (FeatureShape of a trainer), or change the module.",
                exception);
        }

        return output.dim() is 1 or 2 && output.shape[0] == Rows && output.dtype == type
            ? (int)(output.dim() == 2 ? output.shape[1] : 1)
            : throw new ArgumentException(
                $"A module must return rows x outputs (or rows, for one output) of {type}, but returned shape [{string.Join(", ", output.shape)}] of {output.dtype} for "
                + $"{Rows} rows. End it with a layer that does, for instance Flatten and Linear.");
    }

    /// <summary>The outputs as a matrix.</summary>
    public static Tensor AsMatrix(Tensor output) => output.dim() == 1 ? output.reshape(-1, 1) : output;

    /// <summary>A new batch of rows.</summary>
    public static Tensor CreateInput<T>(ReadOnlySpan<T> features, int rows, IReadOnlyList<long> rowShape, Device device)
        where T : unmanaged => TensorNumbers.Create(features, [rows, .. rowShape], device);

    /// <summary>Checks that every number that is trained is of the type.</summary>
    /// <exception cref="ArgumentException">There are none, or one is of another type.</exception>
    private static void CheckParameters(IReadOnlyList<ModuleParameter> parameters, ScalarType type)
    {
        if (parameters.Count == 0)
        {
            throw new ArgumentException("The module has no parameter that takes gradients. Register its parameters and submodules (RegisterComponents).");
        }

        foreach (ModuleParameter parameter in parameters)
        {
            if (parameter.Tensor.dtype != type)
            {
                throw new ArgumentException(
                    $"The parameter '{parameter.Name}' must be of {type}, but is of {parameter.Tensor.dtype}. Convert the module with .to(ScalarType.{type}) first.");
            }
        }
    }
}
