namespace MLNetLandscape.Experiments;

/// <summary>A data set that an experiment needs is not there; the message says what to do.</summary>
public sealed class MissingDataException : IOException
{
    /// <summary>An exception without a message.</summary>
    public MissingDataException()
    {
    }

    /// <summary>An exception that names the data and the remedy.</summary>
    public MissingDataException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that names the data and the remedy, with its cause.</summary>
    public MissingDataException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
