using System.Security.Cryptography;
using System.Text;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.TorchSharp.Persistence;

namespace MLNetLandscape.TorchSharp.Training;

/// <summary>All that decides how a <see cref="TorchEngine"/> trains, written as JSON; <paramref name="Start"/> tells the starting numbers.</summary>
internal sealed record TorchFingerprint(
    string Module,
    IReadOnlyList<long> RowShape,
    Loss Loss,
    Regularization Regularization,
    Optimizer Optimizer,
    double? GradientClipNorm,
    long Seed,
    string Device,
    string Start)
{
    /// <summary>The types of a module's parts and the names and shapes of its entries.</summary>
    public static string Describe(torch.nn.Module module, ModuleState state)
    {
        IEnumerable<string> parts = ModuleParameters.Modules(module).Select(part => part.GetType().FullName ?? part.GetType().Name);
        return $"{string.Join(' ', parts)}: {string.Join(' ', state.Entries.Select(entry => $"{entry.Name} {entry.Record}"))}";
    }

    /// <summary>The first 64 bits of the SHA-256 of a module's numbers.</summary>
    public static string Hash(ModuleState state)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string name, TensorRecord record) in state.Entries)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(record.Bytes);
        }

        return Convert.ToHexString(hash.GetHashAndReset(), 0, 8);
    }
}
