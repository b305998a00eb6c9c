using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Schedules;

/// <summary>The learning rate as a function of training time.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "name")]
[JsonDerivedType(typeof(Constant), "constant")]
public abstract record Schedule
{
    /// <summary>The learning rate of a step.</summary>
    /// <param name="epoch">Time in epochs, from 0, fractional within an epoch.</param>
    /// <param name="epochs">Epochs in all.</param>
    public abstract double At(double epoch, int epochs);
}
