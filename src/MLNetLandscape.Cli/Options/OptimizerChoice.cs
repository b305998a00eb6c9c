using MLNetLandscape.Cli.Syntax;
using MLNetLandscape.Core.Optimizers;

namespace MLNetLandscape.Cli.Options;

/// <summary>How landscape train minimises: by a first-order method in steps, or by L-BFGS on all rows at once.</summary>
/// <param name="FirstOrder">The first-order method; null for L-BFGS.</param>
internal sealed record OptimizerChoice(Optimizer? FirstOrder)
{
    private const string LimitedMemory = "lbfgs";

    /// <summary>What can be written.</summary>
    public const string Choices = "adam, adamw[:DECAY], sgd[:MOMENTUM], nesterov[:MOMENTUM], rmsprop[:SMOOTHING] or lbfgs";

    /// <summary>Reads a choice.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static OptimizerChoice Parse(string text) =>
        text.Trim().Equals(LimitedMemory, StringComparison.OrdinalIgnoreCase) ? new OptimizerChoice((Optimizer?)null) : new OptimizerChoice(OptimizerSyntax.Parse(text, Choices));

    /// <summary>The choice as <see cref="Parse"/> reads it.</summary>
    public string Text => FirstOrder is null ? LimitedMemory : OptimizerSyntax.Format(FirstOrder);
}
