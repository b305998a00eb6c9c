using Microsoft.ML;
using MLNetLandscape.Data;
using MLNetLandscape.Models;
using MLNetLandscape.Tasks;
using MLNetLandscape.TorchSharp.Transformers;

namespace MLNetLandscape.TorchSharp.Models;

/// <summary>A module for a real number. The score is its output, scaled back to the label's unit.</summary>
public sealed class TorchRegressionModel : TorchModel
{
    private readonly RegressionScoring scoring;

    internal TorchRegressionModel(TorchModelParts torchParts, ModelParts parts, RegressionScoring scoring)
        : base(torchParts, parts, scoring) => this.scoring = scoring;

    /// <summary>The scaling of the label that the module was trained on.</summary>
    public LabelScaling LabelScaling => scoring.LabelScaling;

    /// <summary>The same model, computing elsewhere; a loaded model computes on the processor.</summary>
    /// <param name="gpuDeviceId">The index of the CUDA device, as <c>MLContext.GpuDeviceId</c>; null for the processor.</param>
    /// <param name="fallbackToCpu">Whether to take the processor where that device is missing.</param>
    /// <exception cref="InvalidOperationException">The device is missing, and the processor is not allowed in its place.</exception>
    public TorchRegressionModel On(int? gpuDeviceId, bool fallbackToCpu = false) => new(PartsOn(gpuDeviceId, fallbackToCpu), Parts, scoring);

    internal override ITransformer CreateTransformer() => TorchRegressionTransformer.Of(this);
}
