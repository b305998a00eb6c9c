using Microsoft.ML.Trainers;

namespace MLNetLandscape.Persistence;

/// <summary>The "loss" that trains a linear model to hand its one feature on: weight exactly 1, offset exactly 0.</summary>
/// <remarks>
/// <para>From weight and offset 0, in steps of rate 1: a row with feature 1 has output 0 and adds 1 to both; a row with feature 0 then has
/// output 1 and takes 1 off the offset. Rows that are not of the positive class change nothing.</para>
/// <para>ML.NET's linear models have no public constructors, but its online trainers accept any loss.</para>
/// </remarks>
internal sealed class IdentityLoss : IClassificationLoss, IRegressionLoss
{
    public double Loss(float output, float label) => label > 0 ? 1 : 0;

    public float Derivative(float output, float label) => label <= 0 ? 0 : output == 0 ? -1 : 1;
}
