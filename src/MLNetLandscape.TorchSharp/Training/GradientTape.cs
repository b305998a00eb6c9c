namespace MLNetLandscape.TorchSharp.Training;

/// <summary>Gradients by autograd that cannot abort the process: a value that depends on no parameter has gradients of zero.</summary>
internal static class GradientTape
{
    /// <summary>The gradients of one number by the parameters, in their order.</summary>
    /// <param name="value">The number.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="keepGraph">Whether the gradients are to be differentiated again.</param>
    public static Tensor[] Gradients(Tensor value, IReadOnlyList<Tensor> parameters, bool keepGraph)
    {
        if (!value.requires_grad)
        {
            return [.. parameters.Select(parameter => torch.zeros_like(parameter))];
        }

        // By position: names and order changed between versions. Graph kept and created together; unused parameters allowed, for errors here end the process.
        IList<Tensor> gradients = torch.autograd.grad([value], [.. parameters], null, keepGraph, keepGraph, true);
        return [.. gradients.Select((gradient, i) => gradient.IsInvalid ? torch.zeros_like(parameters[i]) : gradient)];
    }
}
