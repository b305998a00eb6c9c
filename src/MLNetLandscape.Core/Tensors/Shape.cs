namespace MLNetLandscape.Core.Tensors;

/// <summary>The shape of one row: channels x height x width; a plain feature vector is n x 1 x 1.</summary>
/// <remarks>Flat features are ordered channel by channel, each channel row by row, as PyTorch's NCHW is.</remarks>
/// <param name="Channels">Channels, or the length of a plain vector; at least 1.</param>
/// <param name="Height">Rows of an image; 1 for a vector.</param>
/// <param name="Width">Columns of an image; 1 for a vector.</param>
public readonly record struct Shape(int Channels, int Height, int Width)
{
    /// <summary>Features of one row: channels times height times width.</summary>
    public int Size => checked(Channels * Height * Width);

    /// <summary>Whether this is a plain vector.</summary>
    public bool IsVector => Height == 1 && Width == 1;

    /// <summary>The shape of a plain vector of <paramref name="length"/> features.</summary>
    public static Shape Vector(int length) => new(length, 1, 1);

    /// <summary>"30" for a vector, "3x28x28" for an image.</summary>
    public override string ToString() =>
        IsVector ? $"{Channels}" : $"{Channels}x{Height}x{Width}";

    internal void ThrowIfInvalid(string name)
    {
        if (Channels < 1 || Height < 1 || Width < 1)
        {
            throw new ArgumentException($"{name} must have positive channels, height and width, but was {Channels}x{Height}x{Width}.", name);
        }
    }
}
