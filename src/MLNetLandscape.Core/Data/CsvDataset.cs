namespace MLNetLandscape.Core.Data;

/// <summary>Reads data sets from delimited text with a header.</summary>
public static class CsvDataset
{
    /// <summary>Reads a file with a label column.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file does not hold such a data set; the message names file, line, column and the text found.</exception>
    public static CsvLoadResult Load(string path, CsvOptions options) => throw new NotImplementedException();

    /// <summary>Reads the named features of a file, in the given order; other columns are ignored.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A feature is missing, or a value is not a number.</exception>
    public static CsvFeatures LoadFeatures(
        string path, IReadOnlyList<string> featureColumns, MissingValues missingValues = MissingValues.Refuse, char? delimiter = null) =>
        throw new NotImplementedException();
}
