using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.TorchSharp.Persistence;

namespace MLNetLandscape.TorchSharp.Optimizers;

/// <summary>An <see cref="Optimizer"/> of the core at work on tensors of any device: the same update rules, moments beside the parameters.</summary>
/// <remarks>Own arithmetic rather than TorchSharp's optimizers: their state cannot be read back alike in all versions, and a checkpoint needs all of it.</remarks>
internal abstract class TorchOptimizer : IDisposable
{
    private readonly List<Tensor[]> moments = [];

    protected TorchOptimizer(IReadOnlyList<Tensor> parameters) => Parameters = parameters;

    /// <summary>Steps taken.</summary>
    public long Steps { get; private set; }

    /// <summary>What is moved.</summary>
    protected IReadOnlyList<Tensor> Parameters { get; }

    /// <summary>The optimizer of a record.</summary>
    /// <exception cref="NotSupportedException">A record of one's own.</exception>
    public static TorchOptimizer Create(Optimizer optimizer, IReadOnlyList<Tensor> parameters) => optimizer switch
    {
        Adam adam => new AdamUpdate(parameters, adam.Beta1, adam.Beta2, adam.Epsilon, weightDecay: 0),
        AdamW adam => new AdamUpdate(parameters, adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay),
        Sgd { Nesterov: true, Momentum: 0 } => throw new ArgumentException(
            "Sgd.Nesterov needs a momentum greater than 0, but Sgd.Momentum was 0. Set Momentum to 0.9, or Nesterov to false."),
        Sgd sgd => new SgdUpdate(parameters, sgd),
        RmsProp rmsProp => new RmsPropUpdate(parameters, rmsProp),
        _ => throw new NotSupportedException($"{optimizer.GetType().Name} has no TorchSharp form. Use one of the core's own optimizers."),
    };

    /// <summary>Moves the parameters by their gradients.</summary>
    public void Step(IReadOnlyList<Tensor> gradients, double learningRate)
    {
        using IDisposable noGradient = torch.no_grad();
        Steps++;
        BeginStep(learningRate);
        for (int i = 0; i < Parameters.Count; i++)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            Move(i, gradients[i], learningRate);
        }
    }

    /// <summary>Writes steps and moments.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Steps);
        foreach (Tensor moment in moments.SelectMany(kind => kind))
        {
            TensorRecord.Of(moment).Write(writer);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote, and returns what puts it in place once everything has been read.</summary>
    /// <exception cref="InvalidDataException">The state belongs to another optimizer or model.</exception>
    public Action Read(BinaryReader reader)
    {
        long steps = reader.ReadInt64();
        Tensor[] targets = [.. moments.SelectMany(kind => kind)];
        TensorRecord[] records = [.. targets.Select(_ => TensorRecord.Read(reader))];
        for (int i = 0; i < targets.Length; i++)
        {
            if (!records[i].Fits(targets[i]))
            {
                throw new InvalidDataException(
                    $"The optimizer state has a moment of {records[i]}, where this model has {TensorRecord.Describe(targets[i])}. It belongs to another training.");
            }
        }

        return () =>
        {
            Steps = steps;
            for (int i = 0; i < targets.Length; i++)
            {
                records[i].CopyTo(targets[i]);
            }
        };
    }

    /// <summary>Frees the moments.</summary>
    public void Dispose()
    {
        foreach (Tensor moment in moments.SelectMany(kind => kind))
        {
            moment.Dispose();
        }
    }

    /// <summary>Prepares the factors of the step <see cref="Steps"/>.</summary>
    protected virtual void BeginStep(double learningRate)
    {
    }

    /// <summary>Moves one parameter.</summary>
    protected abstract void Move(int index, Tensor gradient, double learningRate);

    /// <summary>One moment per parameter, zero at the start.</summary>
    protected Tensor[] CreateMoments()
    {
        using IDisposable noGradient = torch.no_grad();
        Tensor[] created = [.. Parameters.Select(parameter => torch.zeros_like(parameter).DetachFromDisposeScope())];
        moments.Add(created);
        return created;
    }
}
