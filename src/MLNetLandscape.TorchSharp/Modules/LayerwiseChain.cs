using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.TorchSharp.Modules;

/// <summary>Rebuilds the layers of a sequential module with one exponential unit per hidden linear layer.</summary>
internal static class LayerwiseChain
{
    private const double InitialScale = 0.05;

    /// <summary>The layers with units.</summary>
    /// <exception cref="ArgumentException">The layers are not as <see cref="WithLayerwiseNeurons"/> wants them.</exception>
    public static TensorModule Build(global::TorchSharp.Modules.Sequential network, RandomSource random, double maximumExponent)
    {
        TensorModule[] children = [.. network.named_children().Select(Child)];
        int[] linear = [.. Enumerable.Range(0, children.Length).Where(i => IsLinear(children[i]))];
        Check(children, linear);
        List<TensorModule> layers = [.. children[..linear[0]]];
        for (int i = 0; i < linear.Length; i++)
        {
            int end = i + 1 < linear.Length ? linear[i + 1] : children.Length;
            TensorModule affine = children[linear[i]];
            int inputs = (int)affine.get_parameter("weight").shape[1];
            TensorModule[] layer =
            [
                i == 0 ? affine : Widen(affine, random.Split(RandomPurpose.Layer, (2 * i) + 1)),
                .. children[(linear[i] + 1)..end],
            ];
            if (i + 1 < linear.Length)
            {
                ExponentialUnit unit = new(inputs + (i == 0 ? 0 : 1), readsUnit: i > 0, maximumExponent, random.Split(RandomPurpose.Layer, 2 * i));
                layers.Add(new ExponentialUnitLayer(Join(layer), unit));
            }
            else
            {
                layers.AddRange(layer);
            }
        }

        return Join([.. layers]);
    }

    private static TensorModule Join(TensorModule[] modules) => modules.Length == 1 ? modules[0] : torch.nn.Sequential(modules);

    private static bool IsLinear(torch.nn.Module module) => module is global::TorchSharp.Modules.Linear;

    private static TensorModule Child((string Name, torch.nn.Module Module) child) => child.Module as TensorModule
        ?? throw new ArgumentException($"The layer '{child.Name}' must take one tensor and return one, but is a {child.Module.GetName()}.");

    private static void Check(TensorModule[] children, int[] linear)
    {
        if (linear.Length < 2)
        {
            throw new ArgumentException(
                $"WithLayerwiseNeurons needs a hidden linear layer, followed by another linear layer, but the number of linear layers was {linear.Length}. "
                + "Add a hidden layer, or use WithExponentialNeuron.");
        }

        for (int i = linear[0]; i < children.Length; i++)
        {
            if (!IsLinear(children[i]) && children[i].parameters().Any())
            {
                throw new ArgumentException(
                    $"The layer {i} ({children[i].GetName()}) has parameters and is not linear: with WithLayerwiseNeurons all layers with parameters after the "
                    + "first linear one are linear. Remove it, or use WithExponentialNeuron.");
            }
        }
    }

    /// <summary>The linear layer with a column for the unit before it.</summary>
    private static AffineLayer Widen(TensorModule linear, RandomSource random)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Dictionary<string, Parameter> parameters = linear.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        Tensor weight = parameters["weight"].detach();
        Tensor column = InitialParameter.Uniform(InitialScale, random, weight.shape[0], 1).detach().to(weight.dtype, weight.device);
        Parameter? bias = parameters.TryGetValue("bias", out Parameter? known) ? InitialParameter.Of(known.detach().clone()) : null;
        return new AffineLayer(InitialParameter.Of(torch.cat([weight, column], 1)), bias);
    }
}
