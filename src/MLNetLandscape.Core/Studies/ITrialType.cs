using System.Text.Json;

namespace MLNetLandscape.Core.Studies;

/// <summary>A kind of work that trials ask for by name. Stateless, and safe for several threads.</summary>
public interface ITrialType
{
    /// <summary>The name that trials give, such as "comparison"; changed whenever the same trial would compute something else.</summary>
    string Name { get; }

    /// <summary>Checks settings before time is spent, and wherever they come from: a worker trusts no message.</summary>
    /// <exception cref="ArgumentException">A setting is missing, unknown or out of range; the message says which, and the rule.</exception>
    void Validate(JsonElement settings);

    /// <summary>Computes a trial's result on the calling thread.</summary>
    /// <remarks>
    /// The result is a function of settings, seed and data: not of threads, machine, time, other trials, or of where a checkpoint was taken.
    /// What it throws is the trial's failure; <see cref="OperationCanceledException"/> after the context's token was cancelled is none.
    /// </remarks>
    /// <returns>Any JSON value, as <see cref="TrialJson.Write"/> writes it: results then compare as text, wherever they were computed.</returns>
    JsonElement Run(TrialContext context);
}
