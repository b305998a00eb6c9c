using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.TorchSharp.Modules;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Training;

/// <summary>The penalties of a <see cref="Regularization"/> on a module's parameters, as a part of the graph: L1 sum |w| + L2/2 sum w^2 + c sum a^(2m).</summary>
/// <remarks>c = lambda/2 and m = 1 for neurons beside a network; c = lambda for the loss factor; c = lambda/2 and m = L for L layerwise units.</remarks>
internal sealed class ModulePenalty
{
    private readonly List<Func<Tensor>> terms = [];

    /// <summary>Binds the parameters.</summary>
    public ModulePenalty(torch.nn.Module module, IReadOnlyList<ModuleParameter> parameters, Regularization regularization)
    {
        int units = ModuleParameters.Modules(module).Count(part => part is ExponentialUnit);
        HashSet<nint> factors = [.. ModuleParameters.Modules(module).OfType<LossFactor>().Select(factor => factor.get_parameter("scale").Handle)];
        foreach (ModuleParameter parameter in parameters)
        {
            if (parameter.Role == ParameterRole.Weight)
            {
                AddWeights(parameter, regularization);
            }

            if (regularization.Lambda == 0)
            {
                continue;
            }

            Tensor tensor = parameter.Tensor;
            if (parameter.Role == ParameterRole.NeuronScale)
            {
                double factor = factors.Contains(tensor.Handle) ? regularization.Lambda : regularization.Lambda / 2;
                terms.Add(() => tensor.Squared().sum().Times(factor));
            }

            if (parameter.HasScaleColumn)
            {
                terms.Add(() => LastColumn(tensor).Power(2 * units).sum().Times(regularization.Lambda / 2));
            }
        }
    }

    /// <summary>The objective: a data term plus the penalties.</summary>
    public Tensor AddTo(Tensor dataTerm) => terms.Aggregate(dataTerm, (sum, term) => sum.Plus(term()));

    /// <summary>The value alone.</summary>
    public double Value()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        return terms.Sum(term => term().ToNumber());
    }

    private static Tensor LastColumn(Tensor tensor) => tensor.narrow(1, tensor.shape[1] - 1, 1);

    private void AddWeights(ModuleParameter parameter, Regularization regularization)
    {
        Tensor tensor = parameter.Tensor;
        Func<Tensor> weights = parameter.HasScaleColumn ? () => tensor.narrow(1, 0, tensor.shape[1] - 1) : () => tensor;
        if (regularization.L1 != 0)
        {
            terms.Add(() => weights().abs().sum().Times(regularization.L1));
        }

        if (regularization.L2 != 0)
        {
            terms.Add(() => weights().Squared().sum().Times(regularization.L2 / 2));
        }
    }
}
