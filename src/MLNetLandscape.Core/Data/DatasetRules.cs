namespace MLNetLandscape.Core.Data;

/// <summary>What every data set must keep to, whoever made it.</summary>
internal static class DatasetRules
{
    /// <summary>The lengths must fit each other.</summary>
    internal static void CheckLengths<T>(Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckMultiple(nameof(data.Features), data.Features.Length, data.Rows);
        CheckMultiple(nameof(data.Targets), data.Targets.Length, data.Rows);
        CheckCount(nameof(data.Weights), data.Weights?.Length ?? data.Rows, data.Rows, "one a row, or null for weights of 1");
        CheckCount(nameof(data.Groups), data.Groups.Count == 0 ? data.Rows : data.Groups.Count, data.Rows, "one a row, or none");
        CheckCount(
            nameof(data.FeatureNames),
            data.FeatureNames.Count == 0 ? data.FeatureCount : data.FeatureNames.Count,
            data.FeatureCount,
            "one a feature, or none");
    }

    /// <summary>Every number must be finite, and no weight negative.</summary>
    internal static void CheckNumbers<T>(Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int found = IndexOfNonFinite(data.Features.Span);
        if (found >= 0)
        {
            (int row, int feature) = Math.DivRem(found, data.FeatureCount);
            throw NotFinite($"feature {data.DescribeFeature(feature)} of row {row}", data.Features.Span[found]);
        }

        found = IndexOfNonFinite(data.Targets.Span);
        if (found >= 0)
        {
            throw NotFinite($"the target of row {found / data.TargetWidth}", data.Targets.Span[found]);
        }

        if (data.Weights is { } weights)
        {
            CheckWeights(weights.Span);
        }
    }

    private static void CheckWeights<T>(ReadOnlySpan<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool positive = false;
        for (int i = 0; i < weights.Length; i++)
        {
            if (!T.IsFinite(weights[i]) || weights[i] < T.Zero)
            {
                throw new ArgumentException($"A weight must be finite and at least 0, but that of row {i} was {weights[i]}.");
            }

            positive |= weights[i] > T.Zero;
        }

        if (!positive)
        {
            throw new ArgumentException("At least one weight must be above 0, but all were 0.");
        }
    }

    /// <summary>The index of the first number that is not finite, or -1.</summary>
    internal static int IndexOfNonFinite<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Block = 1024;
        for (int start = 0; start < numbers.Length; start += Block)
        {
            ReadOnlySpan<T> block = numbers[start..Math.Min(start + Block, numbers.Length)];

            // x - x is 0 for a finite x and NaN for any other, so one sum tells about the whole block.
            T sum = T.Zero;
            foreach (T number in block)
            {
                sum += number - number;
            }

            for (int i = 0; sum != T.Zero && i < block.Length; i++)
            {
                if (!T.IsFinite(block[i]))
                {
                    return start + i;
                }
            }
        }

        return -1;
    }

    private static void CheckMultiple(string name, int length, int rows)
    {
        if (length == 0 || length % rows != 0)
        {
            throw new ArgumentException(
                $"{name} must hold the same number of values, at least 1, for each of the {rows} rows, but holds {length} values.");
        }
    }

    private static void CheckCount(string name, int actual, int expected, string rule)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{name} must hold {expected} values ({rule}), but holds {actual}.");
        }
    }

    private static ArgumentException NotFinite<T>(string where, T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new($"Every number of a data set must be finite, but {where} was {value}. Remove the row or replace the value.");
}
