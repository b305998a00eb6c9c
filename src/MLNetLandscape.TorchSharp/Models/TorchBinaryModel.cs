using Microsoft.ML;
using MLNetLandscape.Calibration;
using MLNetLandscape.Models;
using MLNetLandscape.Tasks;
using MLNetLandscape.TorchSharp.Transformers;

namespace MLNetLandscape.TorchSharp.Models;

/// <summary>A module for two classes. Its output is the score; above 0 it predicts true.</summary>
public sealed class TorchBinaryModel : TorchModel
{
    private readonly BinaryScoring scoring;

    internal TorchBinaryModel(TorchModelParts torchParts, ModelParts parts, BinaryScoring scoring)
        : base(torchParts, parts, scoring) => this.scoring = scoring;

    /// <summary>What turns scores into probabilities; null in a model without Probability.</summary>
    public PlattScaling? Calibrator => scoring.Calibrator;

    /// <summary>The same model, computing elsewhere; a loaded model computes on the processor.</summary>
    /// <param name="gpuDeviceId">The index of the CUDA device, as <c>MLContext.GpuDeviceId</c>; null for the processor.</param>
    /// <param name="fallbackToCpu">Whether to take the processor where that device is missing.</param>
    /// <exception cref="InvalidOperationException">The device is missing, and the processor is not allowed in its place.</exception>
    public TorchBinaryModel On(int? gpuDeviceId, bool fallbackToCpu = false) => new(PartsOn(gpuDeviceId, fallbackToCpu), Parts, scoring);

    internal override ITransformer CreateTransformer() => TorchBinaryTransformer.Of(this);
}
