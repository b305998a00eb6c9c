namespace MLNetLandscape.Core.Persistence;

/// <summary>A file is no model file, or not one that this version can trust: truncated, altered, foreign, or newer.</summary>
public sealed class ModelFileException : IOException
{
    /// <summary>An exception without a message.</summary>
    public ModelFileException()
    {
    }

    /// <summary>An exception that names the path and what was found.</summary>
    public ModelFileException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that names the path and what was found, with its cause.</summary>
    public ModelFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
