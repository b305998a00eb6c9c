using System.Numerics.Tensors;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.TorchSharp.Modules;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Training;

/// <summary>What the exponential neurons within a module do: clamped exponents of a step, and the trace of an evaluation.</summary>
internal sealed class NeuronObservation
{
    private readonly NeuronModule[] neurons;
    private readonly (ExponentialUnit Unit, Parameter Reader)[] pairs;
    private readonly LossFactor? factor;
    private readonly ExponentMeter[] meters;

    public NeuronObservation(torch.nn.Module module, IReadOnlyList<ModuleParameter> parameters)
    {
        torch.nn.Module[] parts = [.. ModuleParameters.Modules(module)];
        neurons = [.. parts.OfType<NeuronModule>()];
        factor = parts.OfType<LossFactor>().FirstOrDefault();
        Units = [.. parts.OfType<ExponentialUnit>()];

        // The matrices that read a unit come in the order of the units that they read.
        Parameter[] readers = [.. parameters.Where(entry => entry.HasScaleColumn && entry.Role == Core.Layers.ParameterRole.Weight).Select(entry => entry.Tensor)];
        pairs = [.. Units.Zip(readers)];
        meters = [.. neurons.Select(neuron => neuron.Meter), .. Units.Select(unit => unit.Meter)];
    }

    /// <summary>The units of hidden layers.</summary>
    public IReadOnlyList<ExponentialUnit> Units { get; }

    /// <summary>Exponents clamped since <see cref="Begin"/>.</summary>
    public long Clamped => meters.Sum(meter => meter.Clamped) + (factor is not null && IsClamped(factor) ? 1 : 0);

    /// <summary>Starts to observe forward passes.</summary>
    public void Begin(bool withLargest)
    {
        foreach (ExponentMeter meter in meters)
        {
            meter.Reset();
            (meter.IsOn, meter.WithLargest) = (true, withLargest);
        }
    }

    /// <summary>Stops observing.</summary>
    public void End()
    {
        foreach (ExponentMeter meter in meters)
        {
            meter.IsOn = false;
        }
    }

    /// <summary>The trace of the forward passes since <see cref="Begin"/>, of the neuron with the largest term; null without a neuron.</summary>
    public NeuronTrace? Trace() =>
        neurons.SelectMany(Traces).Concat(pairs.Select(pair => Trace(pair.Unit, pair.Reader))).MaxBy(trace => trace.LargestTerm)
        ?? (factor is null ? null : Trace(factor));

    private static double[] Numbers(torch.nn.Module module, string name) => Numbers(module.get_parameter(name));

    private static double[] Numbers(Tensor tensor)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        double[] numbers = new double[tensor.NumberOfElements];
        TensorNumbers.Read<double>(tensor.to(ScalarType.Float64), numbers);
        return numbers;
    }

    private static bool IsClamped(LossFactor factor) => Numbers(factor, "bias")[0] > factor.MaximumExponent;

    private static NeuronTrace Trace(LossFactor factor)
    {
        double a = Numbers(factor, "scale")[0];
        double b = Numbers(factor, "bias")[0];
        double q = (a * Math.Exp(Math.Min(b, factor.MaximumExponent))) - 1;
        return new NeuronTrace(a, b, 0, Math.Abs(q), IsClamped(factor) ? 1 : 0);
    }

    private IEnumerable<NeuronTrace> Traces(NeuronModule neuron)
    {
        double[] scale = Numbers(neuron, "scale");
        double[] weight = Numbers(neuron, "weight");
        double[] bias = Numbers(neuron, "bias");
        double[] largest = neuron.Meter.Largest;
        return largest.Length == 0
            ? []
            : Enumerable.Range(0, scale.Length).Select(k => new NeuronTrace(
                scale[k], bias[k], TensorPrimitives.Norm<double>(weight.AsSpan(k * neuron.Inputs, neuron.Inputs)), Math.Abs(scale[k]) * largest[k], Clamped));
    }

    private NeuronTrace Trace(ExponentialUnit unit, Parameter reader)
    {
        double[] numbers = Numbers(reader);
        int columns = (int)reader.shape[1];
        double scale = Enumerable.Range(0, numbers.Length / columns).Select(row => numbers[(row * columns) + columns - 1]).MaxBy(Math.Abs);
        double largest = unit.Meter.Largest is [double value, ..] ? value : 0;
        return new NeuronTrace(scale, Numbers(unit, "bias")[0], TensorPrimitives.Norm<double>(Numbers(unit, "weight")), Math.Abs(scale) * largest, Clamped);
    }
}
