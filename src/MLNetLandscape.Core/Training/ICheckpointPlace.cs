namespace MLNetLandscape.Core.Training;

/// <summary>Where a training's checkpoint is kept, and how often it is worth writing.</summary>
internal interface ICheckpointPlace
{
    /// <summary>The place, for messages.</summary>
    string Name { get; }

    /// <summary>What to do about a checkpoint that cannot be used.</summary>
    string Remedy { get; }

    /// <summary>Whether epochs before the checkpoint are reported again, so that a listener hears the same whether or not a training was interrupted.</summary>
    bool ReportsAgain { get; }

    /// <summary>Whether to write after some epochs.</summary>
    bool IsDue(int epochs, bool isLast);

    /// <summary>The checkpoint; null where there is none.</summary>
    Stream? Open();

    /// <summary>Replaces it, atomically.</summary>
    void Write(Action<Stream> write);
}
