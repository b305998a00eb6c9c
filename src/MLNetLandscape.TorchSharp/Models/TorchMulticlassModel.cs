using Microsoft.ML;
using MLNetLandscape.Models;
using MLNetLandscape.Tasks;
using MLNetLandscape.TorchSharp.Transformers;

namespace MLNetLandscape.TorchSharp.Models;

/// <summary>A module for several classes. The score is the softmax of its outputs: the class probabilities.</summary>
public sealed class TorchMulticlassModel : TorchModel
{
    private readonly MulticlassScoring scoring;

    internal TorchMulticlassModel(TorchModelParts torchParts, ModelParts parts, MulticlassScoring scoring)
        : base(torchParts, parts, scoring) => this.scoring = scoring;

    /// <summary>Classes.</summary>
    public int ClassCount => scoring.ClassCount;

    /// <summary>The text of each class's key value; empty where the label's key has no values.</summary>
    public IReadOnlyList<string> ClassNames => scoring.ClassNames;

    /// <summary>The same model, computing elsewhere; a loaded model computes on the processor.</summary>
    /// <param name="gpuDeviceId">The index of the CUDA device, as <c>MLContext.GpuDeviceId</c>; null for the processor.</param>
    /// <param name="fallbackToCpu">Whether to take the processor where that device is missing.</param>
    /// <exception cref="InvalidOperationException">The device is missing, and the processor is not allowed in its place.</exception>
    public TorchMulticlassModel On(int? gpuDeviceId, bool fallbackToCpu = false) => new(PartsOn(gpuDeviceId, fallbackToCpu), Parts, scoring);

    internal override ITransformer CreateTransformer() => TorchMulticlassTransformer.Of(this);
}
