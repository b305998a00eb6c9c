using Microsoft.ML.Runtime;
using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Data;

/// <summary>What a training reads: the rows, scaled, and the scalings.</summary>
/// <param name="Training">The training rows, shuffled.</param>
/// <param name="Validation">The validation rows, in order; null without.</param>
/// <param name="RowCount">Training rows.</param>
/// <param name="Scaling">The scalings, learnt on the training rows or taken over from an earlier model.</param>
/// <param name="Channel">Where the training tells of itself.</param>
internal sealed record TrainingRows(IBatchSource Training, IBatchSource? Validation, long RowCount, RowScaling Scaling, IChannel Channel);
