using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetLandscape.ScoringHost;

/// <summary>Loads a pipeline and scores data with it. Names no type of the packages under test, which only lie beside it.</summary>
internal static class ScoreWriter
{
    /// <summary>Writes one line a row: the bits of the scores, in hexadecimal.</summary>
    public static void Write(string modelPath, string dataPath, string outputPath)
    {
        MLContext context = new();
        ITransformer model = context.Model.Load(modelPath, out _);
        IDataView scored = model.Transform(context.Data.LoadFromBinary(dataPath));
        string[] columns = ["PredictedLabel", "Score", "Probability"];
        DataViewSchema.Column[] present = [.. columns.Select(name => scored.Schema.GetColumnOrNull(name)).Where(column => column is not null).Select(column => column!.Value)];
        using StreamWriter output = new(outputPath);
        using DataViewRowCursor cursor = scored.GetRowCursor(present);
        Func<string>[] readers = [.. present.Select(column => Reader(cursor, column))];
        while (cursor.MoveNext())
        {
            output.WriteLine(string.Join(' ', readers.Select(read => read())));
        }
    }

    private static Func<string> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType)
        {
            ValueGetter<VBuffer<float>> vector = row.GetGetter<VBuffer<float>>(column);
            VBuffer<float> buffer = default;
            return () =>
            {
                vector(ref buffer);
                return string.Join(',', buffer.DenseValues().Select(Bits));
            };
        }

        return column.Type.RawType == typeof(bool) ? Scalar<bool>(row, column, value => value ? "1" : "0")
            : column.Type.RawType == typeof(uint) ? Scalar<uint>(row, column, value => value.ToString(CultureInfo.InvariantCulture))
            : Scalar<float>(row, column, Bits);
    }

    private static Func<string> Scalar<T>(DataViewRow row, DataViewSchema.Column column, Func<T, string> print)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return print(value);
        };
    }

    private static string Bits(float value) => BitConverter.SingleToUInt32Bits(value).ToString("X8", CultureInfo.InvariantCulture);
}
