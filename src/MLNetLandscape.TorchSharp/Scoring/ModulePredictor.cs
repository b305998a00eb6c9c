using MLNetLandscape.Scoring;
using MLNetLandscape.TorchSharp.Runtime;
using MLNetLandscape.TorchSharp.Training;

namespace MLNetLandscape.TorchSharp.Scoring;

/// <summary>Computes a module's outputs, batch by batch, in inference mode. No tensor outlives a call.</summary>
/// <remarks>LibTorch adds up in an order that depends on the size of the batch, so that the last bits of a row's outputs do too.</remarks>
/// <param name="module">The module.</param>
/// <param name="isOwner">Whether to dispose the module in the end.</param>
/// <param name="rowShape">The shape of a row.</param>
/// <param name="outputs">Outputs of a row.</param>
/// <param name="device">Where the module is.</param>
internal sealed class ModulePredictor(TensorModule module, bool isOwner, IReadOnlyList<long> rowShape, int outputs, Device device) : IRowPredictor
{
    /// <summary>Keeps LibTorch busy, and the intermediate images of a convolutional network within some hundred megabytes.</summary>
    private const int MostRows = 256;

    private readonly int features = ModuleProbe.FeatureCount(rowShape);

    public void Predict(ReadOnlySpan<float> rows, Span<float> destination)
    {
        module.eval();
        int count = rows.Length / features;
        for (int start = 0; start < count; start += MostRows)
        {
            int chunk = Math.Min(MostRows, count - start);
            using DisposeScope scope = torch.NewDisposeScope();
            using IDisposable noGradient = torch.no_grad();
            Tensor output = module.call(ModuleProbe.CreateInput(rows.Slice(start * features, chunk * features), chunk, rowShape, device));
            if (output.NumberOfElements != (long)chunk * outputs)
            {
                throw new InvalidOperationException(
                    $"The module must return {outputs} numbers for each row, but returned shape [{string.Join(", ", output.shape)}] for {chunk} rows. "
                    + "The number of its outputs must not depend on the batch.");
            }

            TensorNumbers.Read(output, destination.Slice(start * outputs, chunk * outputs));
        }
    }

    public void Dispose()
    {
        if (isOwner)
        {
            module.Dispose();
        }
    }
}
