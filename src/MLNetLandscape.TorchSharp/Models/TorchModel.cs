using Microsoft.ML;
using MLNetLandscape.Models;
using MLNetLandscape.Persistence;
using MLNetLandscape.Scoring;
using MLNetLandscape.Tasks;
using MLNetLandscape.TorchSharp.Factories;
using MLNetLandscape.TorchSharp.Objectives;
using MLNetLandscape.TorchSharp.Persistence;
using MLNetLandscape.TorchSharp.Runtime;
using MLNetLandscape.TorchSharp.Scoring;
using MLNetLandscape.TorchSharp.Training;

namespace MLNetLandscape.TorchSharp.Models;

/// <summary>A trained TorchSharp module with all that scoring and analysis need.</summary>
/// <remarks>
/// It holds the module's numbers in managed memory and nothing of LibTorch: there is nothing to dispose. Whatever scores creates a module of its own
/// and disposes it, so that a model is safe for concurrent use whatever its module does.
/// </remarks>
public abstract class TorchModel : LandscapeModel
{
    private protected TorchModel(TorchModelParts torchParts, ModelParts parts, ScoringTask scoring)
        : base(parts, scoring) => TorchParts = torchParts;

    /// <summary>The factory of the module; null where it comes from a TorchScript file.</summary>
    public ITorchModuleFactory? Factory => (TorchParts.Source as FactorySource)?.Factory;

    /// <summary>The shape of a row as the module takes it, such as [30] or [3, 28, 28].</summary>
    public IReadOnlyList<long> FeatureShape => TorchParts.FeatureShape;

    /// <summary>The trained numbers: parameters and buffers by name.</summary>
    public ModuleState State => TorchParts.State;

    internal TorchModelParts TorchParts { get; }

    internal sealed override int InputSize => ModuleProbe.FeatureCount(FeatureShape);

    internal sealed override int OutputSize => TorchParts.Outputs;

    internal sealed override PayloadFormat Format => TorchPayload.Instance;

    /// <summary>A new module with the trained numbers, on the processor, in inference mode; it belongs to the caller. Its input is scaled by the standardizer.</summary>
    /// <exception cref="InvalidOperationException">The factory threw, or LibTorch is not there.</exception>
    public torch.nn.Module<Tensor, Tensor> CreateModule() => TorchParts.CreateModule();

    /// <summary>The training's objective on given data, as a function of the parameters: the mean loss plus the penalties. It belongs to the caller.</summary>
    /// <param name="data">Data with the columns of the training; it is read once, and scaled as in training. Rows with missing values are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type.</exception>
    /// <exception cref="ArgumentException">The keys of the label stand for other classes than the model's, or for the same in another order.</exception>
    public sealed override TorchObjective CreateObjective(IDataView data) =>
        new(CreateModule, FeatureShape, Loss, Regularization, ReadDataset(data).Convert<double>());

    internal sealed override IRowPredictor CreatePredictor(int rowCapacity)
    {
        TensorModule module = CreateModule();
        module.to(TorchParts.Device);
        return new ModulePredictor(module, isOwner: true, FeatureShape, OutputSize, TorchParts.Device);
    }

    private protected TorchModelParts PartsOn(int? gpuDeviceId, bool fallbackToCpu) =>
        TorchParts with { Device = TorchDevice.Resolve(gpuDeviceId, fallbackToCpu) };
}
