using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>The passes of <see cref="Concatenation"/>: those of its branches, side by side.</summary>
internal sealed partial class ConcatenationPass<T> : LayerPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BranchPass<T>[] branches;
    private readonly Range[] parameterRanges;
    private readonly Range[] stateRanges;

    /// <summary>Binds the layer.</summary>
    public ConcatenationPass(Concatenation layer, Shape inputShape, Shape outputShape, int rowCapacity)
        : base(inputShape, outputShape, rowCapacity)
    {
        branches = new BranchPass<T>[layer.Branches.Count];
        parameterRanges = new Range[branches.Length];
        stateRanges = new Range[branches.Length];
        (int start, int parameter, int state) = (0, 0, 0);
        for (int i = 0; i < branches.Length; i++)
        {
            branches[i] = new BranchPass<T>(layer.Branches[i], inputShape, start, rowCapacity);
            start += branches[i].OutputShape.Size;
            parameterRanges[i] = parameter..(parameter += branches[i].Layers?.ParameterCount ?? 0);
            stateRanges[i] = state..(state += branches[i].Layers?.StateCount ?? 0);
        }

        CouplesRows = branches.Any(branch => branch.Layers?.CouplesRows == true);
        GradientUnits = branches.Sum(branch => branch.Layers?.GradientUnits ?? 0);
        OperationsPerRow = outputShape.Size + branches.Sum(branch => branch.Layers?.OperationsPerRow ?? 0);
        Output = new BatchTensor<T>(outputShape.Size, rowCapacity);
    }

    /// <inheritdoc/>
    public override BatchTensor<T> Output { get; }

    /// <inheritdoc/>
    public override bool CouplesRows { get; }

    /// <inheritdoc/>
    public override int GradientUnits { get; }

    /// <inheritdoc/>
    public override long OperationsPerRow { get; }

    /// <inheritdoc/>
    public override void BeginStep(RandomSource random)
    {
        for (int i = 0; i < branches.Length; i++)
        {
            branches[i].Layers?.BeginStep(random.Split(RandomPurpose.Layer, i));
        }
    }

    /// <inheritdoc/>
    public override void SetRows(int rows)
    {
        base.SetRows(rows);
        foreach (BranchPass<T> branch in branches)
        {
            branch.Input.SetRows(rows);
            branch.Layers?.SetRows(rows);
        }
    }

    /// <inheritdoc/>
    public override void Forward(BatchTensor<T> input, ReadOnlySpan<T> parameters, Span<T> state, PassMode mode, PanelRange panels)
    {
        for (int i = 0; i < branches.Length; i++)
        {
            BatchTensor<T> read = branches[i].Input.Read(input, panels);
            branches[i].Layers?.Forward(read, parameters[parameterRanges[i]], state[stateRanges[i]], mode, panels);
            branches[i].Join(branches[i].Layers?.Last.Output ?? read, Output, panels);
        }
    }

    /// <inheritdoc/>
    public override void Backward(
        BatchTensor<T> input, ReadOnlySpan<T> parameters, ReadOnlySpan<T> state, PassMode mode, BatchTensor<T>? inputGradient, PanelRange panels)
    {
        inputGradient?.Panels(panels).Clear();
        for (int i = 0; i < branches.Length; i++)
        {
            ChannelSlice<T> read = branches[i].Input;
            BatchTensor<T>? target = read.Gradient(inputGradient);
            if (branches[i].Layers is { } layers)
            {
                branches[i].Separate(OutputGradient, layers.Last.OutputGradient, panels);
                layers.Backward(read.Of(input), parameters[parameterRanges[i]], state[stateRanges[i]], mode, target, panels);
            }
            else if (target is not null)
            {
                branches[i].Separate(OutputGradient, target, panels);
            }

            read.AddTo(inputGradient, target, panels);
        }
    }

    /// <inheritdoc/>
    public override void Gradient(BatchTensor<T> input, Span<T> gradient, int firstUnit, int endUnit)
    {
        for (int i = 0; i < branches.Length; i++)
        {
            int units = branches[i].Layers?.GradientUnits ?? 0;
            branches[i].Layers?.Gradient(branches[i].Input.Of(input), gradient[parameterRanges[i]], firstUnit, endUnit);
            firstUnit -= units;
            endUnit -= units;
        }
    }
}
