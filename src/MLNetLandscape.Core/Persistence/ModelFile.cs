namespace MLNetLandscape.Core.Persistence;

/// <summary>Writes and reads model files.</summary>
public static class ModelFile
{
    /// <summary>Writes a model to a file, atomically.</summary>
    /// <exception cref="IOException">The path cannot be written; no partial file remains.</exception>
    public static void Write(string path, SavedModel model) => throw new NotImplementedException();

    /// <summary>Writes a model to a stream.</summary>
    public static void Write(Stream destination, SavedModel model) => throw new NotImplementedException();

    /// <summary>Reads a model from a file.</summary>
    /// <exception cref="ModelFileException">The file is not a sound model file; the message says what was found.</exception>
    public static SavedModel Read(string path) => throw new NotImplementedException();

    /// <summary>Reads a model from a stream, which may go on after it.</summary>
    /// <exception cref="ModelFileException">The stream does not hold a sound model here.</exception>
    public static SavedModel Read(Stream source) => throw new NotImplementedException();
}
