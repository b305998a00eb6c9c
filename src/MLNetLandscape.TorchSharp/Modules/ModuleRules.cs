namespace MLNetLandscape.TorchSharp.Modules;

/// <summary>Rules that the modules share.</summary>
internal static class ModuleRules
{
    /// <summary>Passes a count through that is at least 1.</summary>
    public static int AtLeastOne(int value, string name) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, $"{name} must be at least 1, but was {value}.");

    /// <summary>Passes a clamp through that is positive and finite.</summary>
    public static double Clamp(double maximumExponent) => maximumExponent > 0 && double.IsFinite(maximumExponent)
        ? maximumExponent
        : throw new ArgumentOutOfRangeException(
            nameof(maximumExponent),
            $"maximumExponent must be positive and finite, but was {maximumExponent}. "
            + "The default, 25, keeps the cube of exp(25) finite in single precision; in double precision up to 200 is safe.");

    /// <summary>A batch as rows x numbers, whatever the shape of a row.</summary>
    /// <exception cref="ArgumentException">A row has another count of numbers: LibTorch would abort the process on some mismatches.</exception>
    public static Tensor AsRows(Tensor batch, long numbers, string module)
    {
        Tensor rows = batch.dim() == 2 ? batch : batch.flatten(1, -1);
        return rows.shape[1] == numbers
            ? rows
            : throw new ArgumentException(
                $"{module} was made for rows of {numbers} numbers, but got a batch of shape [{string.Join(", ", batch.shape)}]. "
                + "Create it with the number of features of a row.");
    }
}
