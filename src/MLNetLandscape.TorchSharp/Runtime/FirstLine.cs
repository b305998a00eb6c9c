namespace MLNetLandscape.TorchSharp.Runtime;

/// <summary>What an exception says, as a clause: LibTorch's messages go on with the frames of its native stack.</summary>
internal static class FirstLine
{
    /// <summary>The first line of the message, without a full stop at its end.</summary>
    public static string Of(Exception exception) => exception.Message.Split('\n')[0].TrimEnd('\r', ' ', '.');
}
