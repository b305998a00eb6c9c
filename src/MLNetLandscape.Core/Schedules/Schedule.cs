using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Schedules;

/// <summary>The learning rate as a function of training time.</summary>
/// <remarks>Time is measured in epochs, so that a schedule means the same whatever the batch size. Settings are checked on creation.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "name")]
[JsonDerivedType(typeof(Constant), "constant")]
[JsonDerivedType(typeof(StepDecay), "step_decay")]
[JsonDerivedType(typeof(Cosine), "cosine")]
[JsonDerivedType(typeof(Polynomial), "polynomial")]
[JsonDerivedType(typeof(WarmUp), "warm_up")]
public abstract record Schedule
{
    /// <summary>The learning rate of a step.</summary>
    /// <param name="epoch">Time in epochs, from 0, fractional within an epoch.</param>
    /// <param name="epochs">Epochs in all.</param>
    public abstract double At(double epoch, int epochs);

    /// <summary>Passes a learning rate through if it is positive and finite.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    private protected static double CheckRate(double value, string setting) => double.IsFinite(value) && value > 0
        ? value
        : throw new ArgumentException(
            $"{setting} must be a positive finite learning rate, but was {value}. Usual rates lie between 1e-5 and 1.");

    /// <summary>Passes a final learning rate through if it is at least 0 and finite.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    private protected static double CheckFinalRate(double value, string setting) => double.IsFinite(value) && value >= 0
        ? value
        : throw new ArgumentException(
            $"{setting} must be a finite learning rate of at least 0, but was {value}. Use 0 to let the rate vanish at the end.");

    /// <summary>How much of the training is over, from 0 to 1.</summary>
    private protected static double Progress(double epoch, int epochs) => Math.Clamp(epoch / epochs, 0, 1);
}
