using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;

namespace MLNetLandscape.Core.Training;

/// <summary>All that decides how a <see cref="NetworkEngine"/> trains, written as JSON; <paramref name="Start"/> tells the starting parameters.</summary>
internal sealed record EngineFingerprint(
    NetworkDefinition Network,
    Loss Loss,
    Regularization Regularization,
    Optimizer Optimizer,
    double? GradientClipNorm,
    double? NeuronGradientClipNorm,
    long Seed,
    string Start)
{
    /// <summary>The first 64 bits of the SHA-256 of a network's numbers: networks of other seeds, or trained further, differ.</summary>
    internal static string HashNumbers<T>(Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(network.Parameters));
        hash.AppendData(MemoryMarshal.AsBytes(network.State));
        return Convert.ToHexString(hash.GetHashAndReset(), 0, 8);
    }
}
