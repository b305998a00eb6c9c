using MLNetLandscape.Trainers;
using MLNetLandscape.TorchSharp.Factories;

namespace MLNetLandscape.TorchSharp.Trainers;

/// <summary>What all trainers of TorchSharp modules are asked for. A record: derive a variant with <c>options with { ... }</c>.</summary>
/// <remarks>
/// The module computes on the CUDA device of <c>MLContext.GpuDeviceId</c>, or on the processor where that is null, or missing while
/// <c>MLContext.FallbackToCpu</c> is true. L1 and L2 penalties are off by default and touch parameters of two or more dimensions; lambda is for the scales of
/// exponential neurons in the module.
/// </remarks>
public abstract record TorchTrainerOptions : LandscapeTrainerOptions
{
    private protected TorchTrainerOptions() => L2Regularization = 0;

    /// <summary>Creates the module, anew for every fit, with one output or one for each class. Either this or <see cref="TorchScriptPath"/>.</summary>
    public ITorchModuleFactory? Factory { get; init; }

    /// <summary>
    /// A TorchScript file, as Python's <c>torch.jit.save</c> writes it; training starts from the numbers in it, and changes those that take gradients. Either this or
    /// <see cref="Factory"/>.
    /// </summary>
    public string? TorchScriptPath { get; init; }

    /// <summary>The shape of a row as the module takes it, such as [3, 28, 28]; the flat features fill it in row-major order. Null leaves them a vector.</summary>
    public IReadOnlyList<long>? FeatureShape { get; init; }

    /// <summary>Whether the module draws random numbers in training, as dropout does; true is always right, and false spares competing trainings the turns they take.</summary>
    public bool DrawsRandomNumbers { get; init; } = true;
}
