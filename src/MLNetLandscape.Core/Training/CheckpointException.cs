namespace MLNetLandscape.Core.Training;

/// <summary>A checkpoint cannot be continued: it is damaged, no checkpoint at all, or of another training.</summary>
public sealed class CheckpointException : IOException
{
    /// <summary>An exception without a message.</summary>
    public CheckpointException()
    {
    }

    /// <summary>An exception that names the path and what was found.</summary>
    public CheckpointException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that names the path and what was found, with its cause.</summary>
    public CheckpointException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
