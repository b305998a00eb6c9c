using MLNetLandscape.Core.Layers;
using MLNetLandscape.TorchSharp.Modules;

namespace MLNetLandscape.TorchSharp.Training;

/// <summary>The parameters of a module with their roles.</summary>
/// <remarks>
/// Roles follow from the modules of this library where they own a parameter; of any other module's parameters those of two or more dimensions are
/// weights (matrices and kernels), the rest biases or gains, which no penalty touches.
/// </remarks>
internal static class ModuleParameters
{
    /// <summary>All parameters that take gradients, in the order of the state dictionary; a shared one once.</summary>
    public static IReadOnlyList<ModuleParameter> Of(torch.nn.Module module)
    {
        Dictionary<string, (ParameterRole Role, bool HasScaleColumn)> known = new(StringComparer.Ordinal);
        Visit(module, "", known);
        List<ModuleParameter> parameters = [];
        HashSet<nint> seen = [];
        foreach ((string name, Parameter parameter) in module.named_parameters())
        {
            if (!parameter.requires_grad || !seen.Add(parameter.Handle))
            {
                continue;
            }

            (ParameterRole role, bool hasScaleColumn) = known.TryGetValue(name, out var entry)
                ? entry
                : (parameter.dim() >= 2 ? ParameterRole.Weight : ParameterRole.Bias, false);
            parameters.Add(new ModuleParameter(name, parameter, role, hasScaleColumn));
        }

        return parameters;
    }

    /// <summary>The module and all modules within it.</summary>
    public static IEnumerable<torch.nn.Module> Modules(torch.nn.Module module) => Children(module).SelectMany(child => Modules(child.Module)).Prepend(module);

    /// <summary>The submodules. Those of TorchScript are made anew at each look, tensors and all, and none is of this library: they are not looked at.</summary>
    private static IEnumerable<(string Name, torch.nn.Module Module)> Children(torch.nn.Module module) => module is torch.jit.ScriptModule ? [] : module.named_children();

    private static void Visit(torch.nn.Module module, string path, Dictionary<string, (ParameterRole Role, bool HasScaleColumn)> known)
    {
        switch (module)
        {
            case NeuronModule:
                known[path + "scale"] = (ParameterRole.NeuronScale, false);
                known[path + "weight"] = (ParameterRole.NeuronWeight, false);
                known[path + "bias"] = (ParameterRole.NeuronBias, false);
                break;
            case LossFactor:
                known[path + "scale"] = (ParameterRole.NeuronScale, false);
                known[path + "bias"] = (ParameterRole.NeuronBias, false);
                break;
            case ExponentialUnit unit:
                known[path + "weight"] = (ParameterRole.NeuronWeight, unit.ReadsUnit);
                known[path + "bias"] = (ParameterRole.NeuronBias, false);
                break;
            case AffineLayer:
                known[path + "weight"] = (ParameterRole.Weight, true);
                break;
            default:
                break;
        }

        foreach ((string name, torch.nn.Module child) in Children(module))
        {
            Visit(child, $"{path}{name}.", known);
        }
    }
}
