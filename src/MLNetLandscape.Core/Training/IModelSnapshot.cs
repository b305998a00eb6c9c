namespace MLNetLandscape.Core.Training;

/// <summary>A copy of a model's parameters and running statistics that the training loop keeps for restore-best.</summary>
public interface IModelSnapshot
{
    /// <summary>Writes the copy, as part of a checkpoint.</summary>
    void Save(Stream destination);

    /// <summary>Overwrites the copy with what <see cref="Save"/> wrote.</summary>
    void Load(Stream source);
}
