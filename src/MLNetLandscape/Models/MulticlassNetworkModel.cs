using MLNetLandscape.Core.Networks;
using MLNetLandscape.Tasks;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Models;

/// <summary>A network for several classes. The score is the softmax of its outputs: the class probabilities.</summary>
public sealed class MulticlassNetworkModel : NetworkModel
{
    private readonly MulticlassScoring scoring;

    internal MulticlassNetworkModel(Network<float> network, ModelParts parts, MulticlassScoring scoring)
        : base(network, parts, scoring) => this.scoring = scoring;

    /// <summary>Classes.</summary>
    public int ClassCount => scoring.ClassCount;

    /// <summary>The text of each class's key value; empty where the label's key has no values.</summary>
    public IReadOnlyList<string> ClassNames => scoring.ClassNames;

    /// <summary>The model without the exponential neurons: what one deploys, since at a minimum they are silent.</summary>
    public MulticlassNetworkModel Stripped() => new(Network.Stripped(), Parts, scoring);

    internal override ITransformer CreateTransformer() => MulticlassNetworkTransformer.Of(this);
}
