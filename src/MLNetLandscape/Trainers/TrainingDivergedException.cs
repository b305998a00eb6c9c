namespace MLNetLandscape.Trainers;

/// <summary>A training broke down in its first epoch, so that no parameters are left to keep: the message says where, and what the likely cause is.</summary>
/// <remarks>Nothing is wrong with the data's form or with the options' ranges: another learning rate, seed or lambda may train on the same rows.</remarks>
public sealed class TrainingDivergedException : InvalidOperationException
{
    /// <summary>An exception without a message.</summary>
    public TrainingDivergedException()
    {
    }

    /// <summary>An exception that says where training broke down.</summary>
    public TrainingDivergedException(string? message)
        : base(message)
    {
    }

    /// <summary>An exception that says where training broke down, with its cause.</summary>
    public TrainingDivergedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
