using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.TorchSharp.Persistence;
using MLNetLandscape.TorchSharp.Runtime;
using MLNetLandscape.TorchSharp.Training;

namespace MLNetLandscape.TorchSharp.Objectives;

/// <summary>The full-data mean loss of any TorchSharp module plus penalties, in double precision, with gradient and Hessian-vector product by autograd.</summary>
/// <remarks>
/// The parameter vector is the module's parameters in the order of <c>named_parameters</c>, each in row-major order: see <see cref="Layout"/>. The module works
/// in inference mode; its buffers stay as the factory made them.
/// </remarks>
public sealed class TorchObjective : IObjective, IDisposable
{
    /// <summary>The default of the rows that are processed at a time: enough to keep LibTorch busy, little enough for a graph in the cache.</summary>
    public const int DefaultChunkRows = 1024;

    private readonly Func<torch.nn.Module<Tensor, Tensor>> createModule;
    private readonly TensorModule module;
    private readonly long[] rowShape;
    private readonly Loss loss;
    private readonly Regularization regularization;
    private readonly Dataset<double> data;
    private readonly int chunkRows;
    private readonly ModuleObjective objective;
    private readonly double weightSum;
    private readonly double[] current;

    /// <summary>Binds the parts.</summary>
    /// <param name="createModule">Creates the module, each time alike but for its parameters; once for this objective, once for each fork. It is converted to doubles.</param>
    /// <param name="rowShape">The shape of a row, such as [30] or [3, 28, 28].</param>
    /// <param name="loss">The loss.</param>
    /// <param name="regularization">The penalties.</param>
    /// <param name="data">The data.</param>
    /// <param name="chunkRows">The most rows to process at a time, at least 1. The sum's last bits depend on it.</param>
    /// <exception cref="ArgumentException">The data or the loss does not fit the module.</exception>
    public TorchObjective(
        Func<torch.nn.Module<Tensor, Tensor>> createModule,
        IReadOnlyList<long> rowShape,
        Loss loss,
        Regularization regularization,
        Dataset<double> data,
        int chunkRows = DefaultChunkRows)
    {
        ArgumentNullException.ThrowIfNull(createModule);
        ArgumentNullException.ThrowIfNull(rowShape);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(regularization);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(chunkRows, 1);
        TorchRuntime.EnsureAvailable();
        (this.createModule, this.rowShape, this.loss) = (createModule, [.. rowShape], loss);
        (this.regularization, this.data, this.chunkRows) = (regularization, data.Validate(), chunkRows);
        module = createModule().to(ScalarType.Float64);
        int outputs = ModuleProbe.OutputCount(module, this.rowShape, ScalarType.Float64, torch.CPU);
        weightSum = CheckData(ModuleProbe.FeatureCount(rowShape), loss.GetTargetWidth(outputs));
        objective = new ModuleObjective(module, loss, regularization);
        Layout = TorchParameterBlock.Of(objective.Parameters);
        current = new double[Dimension];
        current.AsSpan().Fill(double.NaN);
    }

    /// <summary>What the numbers of the parameter vector are.</summary>
    public IReadOnlyList<TorchParameterBlock> Layout { get; }

    /// <inheritdoc/>
    public int Dimension => Layout[^1].End;

    /// <summary>The parameters that the module has now: at first its start, later those of the last call.</summary>
    public double[] GetParameters()
    {
        double[] parameters = new double[Dimension];
        for (int i = 0; i < Layout.Count; i++)
        {
            TensorNumbers.Read(objective.Tensors[i], parameters.AsSpan(Layout[i].Offset, Layout[i].Length));
        }

        return parameters;
    }

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> parameters)
    {
        SetParameters(parameters);
        using IDisposable noGradient = torch.no_grad();
        double sum = 0;
        for (int first = 0; first < data.Rows; first += chunkRows)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            sum += DataTerm(first).ToNumber();
        }

        return sum + objective.Penalty.Value();
    }

    /// <inheritdoc/>
    public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        CheckLength(gradient.Length, nameof(gradient));
        SetParameters(parameters);
        gradient.Clear();
        double sum = 0;
        for (int first = 0; first < data.Rows; first += chunkRows)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            Tensor value = Term(first);
            Add(GradientTape.Gradients(value, objective.Tensors, keepGraph: false), gradient);
            sum += value.ToNumber();
        }

        return sum;
    }

    /// <inheritdoc/>
    public void HessianVectorProduct(ReadOnlySpan<double> parameters, ReadOnlySpan<double> vector, Span<double> product)
    {
        CheckLength(vector.Length, nameof(vector));
        CheckLength(product.Length, nameof(product));
        SetParameters(parameters);
        double[] direction = vector.ToArray();
        product.Clear();
        for (int first = 0; first < data.Rows; first += chunkRows)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            Tensor[] gradients = GradientTape.Gradients(Term(first), objective.Tensors, keepGraph: true);
            Add(GradientTape.Gradients(Slope(gradients, direction), objective.Tensors, keepGraph: false), product);
        }
    }

    /// <inheritdoc/>
    public IObjective Fork()
    {
        TorchObjective fork = new(createModule, rowShape, loss, regularization, data, chunkRows);
        ModuleState.Of(module).CopyTo(fork.module);
        return fork;
    }

    /// <summary>Frees the module.</summary>
    public void Dispose()
    {
        objective.Dispose();
        module.Dispose();
    }

    /// <summary>A chunk's share of the objective; the penalties belong to the first.</summary>
    private Tensor Term(int first) => first == 0 ? objective.Penalty.AddTo(DataTerm(first)) : DataTerm(first);

    private Tensor DataTerm(int first)
    {
        int rows = Math.Min(chunkRows, data.Rows - first);
        int features = data.FeatureCount;
        int width = data.TargetWidth;
        Tensor input = ModuleProbe.CreateInput(data.Features.Span.Slice(first * features, rows * features), rows, rowShape, torch.CPU);
        Tensor targets = TensorNumbers.Create(data.Targets.Span.Slice(first * width, rows * width), [rows, width]);
        Tensor? weights = data.Weights is { } known ? TensorNumbers.Create(known.Span.Slice(first, rows), [rows]) : null;
        return objective.DataTerm(input, targets, weights, weightSum);
    }

    /// <summary>The gradient's product with the direction, a number of the graph.</summary>
    private Tensor Slope(Tensor[] gradients, double[] direction)
    {
        Tensor slope = torch.zeros([], ScalarType.Float64);
        for (int i = 0; i < gradients.Length; i++)
        {
            Tensor part = TensorNumbers.Create<double>(direction.AsSpan(Layout[i].Offset, Layout[i].Length), gradients[i].shape);
            slope = slope.Plus(gradients[i].mul(part).sum());
        }

        return slope;
    }

    private void Add(Tensor[] tensors, Span<double> sums)
    {
        for (int i = 0; i < tensors.Length; i++)
        {
            double[] numbers = new double[Layout[i].Length];
            TensorNumbers.Read<double>(tensors[i], numbers);
            Span<double> target = sums.Slice(Layout[i].Offset, numbers.Length);
            System.Numerics.Tensors.TensorPrimitives.Add(target, numbers, target);
        }
    }

    private void SetParameters(ReadOnlySpan<double> parameters)
    {
        CheckLength(parameters.Length, nameof(parameters));
        for (int i = 0; i < parameters.Length; i++)
        {
            if (!double.IsFinite(parameters[i]))
            {
                throw new ArgumentException(
                    $"parameters[{i}] must be finite, but was {parameters[i]}. A diverged optimizer is the usual cause: reduce its step.", nameof(parameters));
            }
        }

        if (parameters.SequenceEqual(current))
        {
            return;
        }

        parameters.CopyTo(current);
        for (int i = 0; i < Layout.Count; i++)
        {
            TensorNumbers.Write<double>(objective.Tensors[i], parameters.Slice(Layout[i].Offset, Layout[i].Length));
        }
    }

    private void CheckLength(int length, string name)
    {
        if (length != Dimension)
        {
            throw new ArgumentException($"{name} must have Dimension = {Dimension} numbers, but had {length}.", name);
        }
    }

    private double CheckData(int featureCount, int targetWidth)
    {
        if (data.FeatureCount != featureCount || data.TargetWidth != targetWidth)
        {
            throw new ArgumentException(
                $"The module and the loss take rows of {featureCount} features and {targetWidth} target numbers, but the data has {data.FeatureCount} and "
                + $"{data.TargetWidth}. Use the columns that the module was made for.");
        }

        double sum = data.Weights is { } weights ? System.Numerics.Tensors.TensorPrimitives.Sum(weights.Span) : data.Rows;
        return sum > 0
            ? sum
            : throw new ArgumentException($"The data needs rows of positive weight, but the total weight is {sum}. Check its example weights.");
    }
}
