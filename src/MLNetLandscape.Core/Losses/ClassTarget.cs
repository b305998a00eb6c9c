namespace MLNetLandscape.Core.Losses;

/// <summary>Reads targets that are class indices.</summary>
internal static class ClassTarget
{
    /// <summary>The class.</summary>
    /// <param name="target">The target.</param>
    /// <param name="length">The length of the strided outputs.</param>
    /// <param name="stride">The distance from one output to the next.</param>
    /// <param name="loss">The loss's name, for the message.</param>
    /// <exception cref="ArgumentException">It is no whole number from 0 to K - 1.</exception>
    public static int Read<T>(T target, int length, int stride, string loss)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int classes = (length + stride - 1) / stride;
        return target >= T.Zero && target < T.CreateTruncating(classes) && T.IsInteger(target)
            ? int.CreateTruncating(target)
            : throw new ArgumentException(
                $"A target of {loss} must be a class index from 0 to {classes - 1}, but was {target}. Number the classes from 0.", nameof(target));
    }
}
