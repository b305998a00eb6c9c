using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Analysis.Certificates;

/// <summary>The rows of positive weight, grouped by equal inputs: any network gives all rows of a group the same outputs.</summary>
internal static class InputGroups
{
    /// <summary>The groups, in the order of their first rows. Inputs are compared bit by bit, so that nothing different is ever joined; -0 counts as the 0 that it equals.</summary>
    public static IReadOnlyList<int[]> Of(Dataset<double> data)
    {
        Dictionary<string, List<int>> groups = new(StringComparer.Ordinal);
        List<List<int>> order = [];
        int width = data.FeatureCount;
        double[] input = new double[width];
        for (int row = 0; row < data.Rows; row++)
        {
            if (data.Weights is { } weights && weights.Span[row] == 0)
            {
                continue;
            }

            // -0 + 0 is 0, and any other number plus 0 itself. The bits of the row, as characters: an exact key with a good hash.
            TensorPrimitives.Add(data.Features.Span.Slice(row * width, width), 0.0, input);
            string key = new(MemoryMarshal.Cast<double, char>(input));
            if (!groups.TryGetValue(key, out List<int>? rows))
            {
                groups[key] = rows = [];
                order.Add(rows);
            }

            rows.Add(row);
        }

        return [.. order.Select(rows => rows.ToArray())];
    }
}
