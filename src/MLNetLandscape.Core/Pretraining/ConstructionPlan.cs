using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>What grows: so many layers of so many neurons. One layer is the shallow network.</summary>
internal sealed record ConstructionPlan(
    int Layers,
    int UnitsPerLayer,
    bool ConnectInputs,
    Activation Activation,
    TargetKind Target,
    bool ReadoutBias,
    NeuronSearch Search,
    HeldOutStop? HeldOut)
{
    /// <summary>Grows the network and puts it together.</summary>
    public PretrainingResult Run(Dataset<double> data, long seed, CancellationToken cancellationToken)
    {
        GreedyConstruction construction = new(this, data, seed);
        PretrainingEnd ended = construction.Run(cancellationToken);
        return new PretrainingResult(
            new NetworkAssembly(construction.InputSize, Activation, ConnectInputs).Build(construction.BestLayers),
            construction.Steps,
            construction.BestStep,
            construction.WeightSum,
            ended);
    }
}
