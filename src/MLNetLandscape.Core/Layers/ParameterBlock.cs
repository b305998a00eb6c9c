namespace MLNetLandscape.Core.Layers;

/// <summary>A named matrix or vector within a flat parameter vector.</summary>
/// <param name="Name">For instance "weights" or "body.0.weights".</param>
/// <param name="Role">What the block does.</param>
/// <param name="Rows">Rows of the row-major matrix: outputs, filters; the length of a vector.</param>
/// <param name="Columns">Columns: inputs; 1 for a vector.</param>
public sealed record ParameterBlock(string Name, ParameterRole Role, int Rows, int Columns)
{
    /// <summary>Numbers in the block.</summary>
    public int Length => checked(Rows * Columns);
}
