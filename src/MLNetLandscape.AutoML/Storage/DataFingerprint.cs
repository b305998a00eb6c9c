using System.Security.Cryptography;

namespace MLNetLandscape.AutoML.Storage;

/// <summary>A digest of the columns that a sweep or a search reads, so that figures of other data are never mixed with its own.</summary>
internal static class DataFingerprint
{
    /// <summary>The digest of all visible columns of numbers, Booleans, keys, texts and vectors of Single, with the schema, which names the others too.</summary>
    public static string OfAll(IDataView data, CancellationToken cancellationToken)
    {
        DataViewSchema.Column[] visible = [.. data.Schema.Where(column => !column.IsHidden)];
        string schema = string.Join(", ", visible.Select(column => $"{column.Name}: {column.Type}"));
        return $"{Of(data, [.. visible.Where(column => RowBytes.Knows(column.Type))], cancellationToken)} of {schema}";
    }

    /// <summary>The digest of some columns, in hexadecimal.</summary>
    /// <exception cref="ArgumentException">A column is missing or of a type that no trainer reads; the message names it.</exception>
    public static string Of(IDataView data, IEnumerable<string> columns, CancellationToken cancellationToken) => Of(data, Find(data, columns), cancellationToken);

    /// <summary>The columns of some names.</summary>
    /// <exception cref="ArgumentException">A column is missing or of a type that no trainer reads; the message names it.</exception>
    public static DataViewSchema.Column[] Find(IDataView data, IEnumerable<string> columns)
    {
        DataViewSchema.Column[] found = [.. columns.Select(name => data.Schema.GetColumnOrNull(name) ?? throw new ArgumentException(
            $"The data must have the column '{name}', but has only {string.Join(", ", data.Schema.Select(column => $"'{column.Name}'"))}. "
            + "Name the columns in the options."))];
        return Array.FindIndex(found, column => !RowBytes.Knows(column.Type) || column.Type is TextDataViewType) is >= 0 and int wrong
            ? throw RowBytes.Unknown(found[wrong])
            : found;
    }

    private static string Of(IDataView data, DataViewSchema.Column[] columns, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using DataViewRowCursor cursor = data.GetRowCursor(columns);
        RowBytes bytes = new(cursor, hash.AppendData);
        Action[] appends = [.. columns.Select(bytes.Of)];
        while (cursor.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (Action append in appends)
            {
                append();
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
