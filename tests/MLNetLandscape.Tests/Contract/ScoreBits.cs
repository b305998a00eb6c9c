using System.Globalization;

namespace MLNetLandscape.Tests.Contract;

/// <summary>Scored data as text, bit for bit, in the form that the scoring host writes.</summary>
internal static class ScoreBits
{
    private static readonly string[] Columns = ["PredictedLabel", "Score", "Probability"];

    public static List<string> Of(IDataView scored)
    {
        DataViewSchema.Column[] present = Present(scored.Schema);
        using DataViewRowCursor cursor = scored.GetRowCursor(present);
        return Lines(cursor, cursor, present);
    }

    /// <summary>The scores of a transformer that maps one row at a time, as a prediction engine does.</summary>
    public static List<string> RowByRow(ITransformer transformer, IDataView data)
    {
        IRowToRowMapper mapper = transformer.GetRowToRowMapper(data.Schema);
        using DataViewRowCursor cursor = data.GetRowCursor(data.Schema);
        using DataViewRow row = mapper.GetRow(cursor, mapper.OutputSchema);
        return Lines(cursor, row, Present(row.Schema));
    }

    private static DataViewSchema.Column[] Present(DataViewSchema schema) =>
        [.. Columns.Select(name => schema.GetColumnOrNull(name)).OfType<DataViewSchema.Column>()];

    private static List<string> Lines(DataViewRowCursor cursor, DataViewRow row, DataViewSchema.Column[] columns)
    {
        Func<string>[] readers = [.. columns.Select(column => Reader(row, column))];
        List<string> lines = [];
        while (cursor.MoveNext())
        {
            lines.Add(string.Join(' ', readers.Select(read => read())));
        }

        return lines;
    }

    private static Func<string> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType)
        {
            return Value<VBuffer<float>>(row, column, vector => string.Join(',', vector.DenseValues().Select(Bits)));
        }

        return column.Type.RawType == typeof(bool) ? Value<bool>(row, column, value => value ? "1" : "0")
            : column.Type.RawType == typeof(uint) ? Value<uint>(row, column, value => value.ToString(CultureInfo.InvariantCulture))
            : Value<float>(row, column, Bits);
    }

    private static Func<string> Value<T>(DataViewRow row, DataViewSchema.Column column, Func<T, string> print)
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
