using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.TorchSharp.Losses;
using MLNetLandscape.TorchSharp.Modules;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Training;

/// <summary>What a module and its penalties make of a batch, as a graph: the weighted mean loss, times the loss factor where there is one, plus the penalties.</summary>
internal sealed class ModuleObjective : IDisposable
{
    private readonly TensorModule module;
    private readonly TorchLoss loss;
    private readonly LossFactor? factor;

    public ModuleObjective(TensorModule module, Loss loss, Regularization regularization)
    {
        (this.module, this.loss) = (module, TorchLoss.Of(loss));
        factor = ModuleParameters.Modules(module).OfType<LossFactor>().FirstOrDefault();
        Parameters = ModuleParameters.Of(module);
        Tensors = [.. Parameters.Select(parameter => parameter.Tensor)];
        Penalty = new ModulePenalty(module, Parameters, regularization);
    }

    /// <summary>The parameters, in the order of the state dictionary.</summary>
    public IReadOnlyList<ModuleParameter> Parameters { get; }

    /// <summary>Their tensors.</summary>
    public IReadOnlyList<Tensor> Tensors { get; }

    /// <summary>The penalties.</summary>
    public ModulePenalty Penalty { get; }

    /// <summary>The loss factor at the present parameters; 1 without.</summary>
    public double FactorValue
    {
        get
        {
            if (factor is null)
            {
                return 1;
            }

            using DisposeScope scope = torch.NewDisposeScope();
            using IDisposable noGradient = torch.no_grad();
            return factor.call(torch.ones([], Tensors[0].dtype, Tensors[0].device)).ToNumber();
        }
    }

    /// <summary>The weighted sum of a batch's losses, times the loss factor, divided by <paramref name="weightSum"/>.</summary>
    public Tensor DataTerm(Tensor input, Tensor targets, Tensor? weights, double weightSum)
    {
        Tensor losses = loss.EvaluateRows(module.call(input), targets);
        Tensor sum = weights is null ? losses.sum() : losses.mul(weights).sum();
        Tensor mean = sum.Times(1 / weightSum);
        return factor is null ? mean : factor.call(mean);
    }

    /// <inheritdoc/>
    public void Dispose() => loss.Dispose();
}
