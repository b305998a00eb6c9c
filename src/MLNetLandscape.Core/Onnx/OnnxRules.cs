using System.Text.RegularExpressions;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Onnx;

/// <summary>What a model and the options of its export must keep to.</summary>
internal static partial class OnnxRules
{
    /// <summary>Refuses what cannot be exported.</summary>
    /// <exception cref="ArgumentException">A rule is broken; the message says which.</exception>
    public static void Check(SavedModel model, OnnxOptions options)
    {
        if (SavedModelRules.FindBreach(model) is string breach)
        {
            throw new ArgumentException($"The model cannot be exported: {breach}.");
        }

        CheckOutputs(model);
        CheckOptions(options);
        CheckHead(model.Task, options);
    }

    private static void CheckOutputs(SavedModel model)
    {
        int outputs = new NetworkPlan(model.Network).OutputShape.Size;
        if (model.Task == LearningTask.Binary && outputs != 1)
        {
            throw new ArgumentException($"A binary model must have a network of 1 output, but it has {outputs}. Set Task to Multiclass, or use one output.");
        }

        if (model.Task == LearningTask.Multiclass && outputs < 2)
        {
            throw new ArgumentException($"A multiclass model must have a network of at least 2 outputs, but it has {outputs}. Set Task to Binary.");
        }
    }

    private static void CheckOptions(OnnxOptions options)
    {
        if (options.Opset is < OnnxOptions.MinimumOpset or > OnnxOptions.MaximumOpset)
        {
            throw new ArgumentException(
                $"Opset must be {OnnxOptions.MinimumOpset} to {OnnxOptions.MaximumOpset}, but was {options.Opset}. "
                + "Runtimes read older operator sets than their own, so 13 suits nearly all.");
        }

        if (options.InputName is null || !Identifier().IsMatch(options.InputName))
        {
            throw new ArgumentException(
                $"InputName must be a letter or underscore, then letters, digits or underscores, but was '{options.InputName}'. The default is 'features'.");
        }

        if (OnnxNames.IsOutput(options.InputName))
        {
            throw new ArgumentException($"InputName must not be the name of an output, but was '{options.InputName}'. The default is 'features'.");
        }
    }

    private static void CheckHead(LearningTask task, OnnxOptions options)
    {
        if (options.Calibration is OnnxCalibration calibration)
        {
            if (task != LearningTask.Binary)
            {
                throw new ArgumentException($"Calibration is for two classes, but the model's task is {task}. Leave it out.");
            }

            if (!float.IsFinite((float)calibration.Slope) || !float.IsFinite((float)calibration.Offset))
            {
                throw new ArgumentException(
                    $"Calibration must have a finite slope and offset in single precision, but has {calibration.Slope} and {calibration.Offset}.");
            }
        }

        if (options.ScoreScaling is OnnxScoreScaling scaling)
        {
            if (task != LearningTask.Regression)
            {
                throw new ArgumentException($"ScoreScaling is for regression, but the model's task is {task}. Leave it out.");
            }

            if (!float.IsFinite((float)scaling.Mean) || !float.IsNormal((float)scaling.Deviation) || scaling.Deviation < 0)
            {
                throw new ArgumentException(
                    $"ScoreScaling must have a finite mean and a positive deviation in single precision, but has {scaling.Mean} and {scaling.Deviation}.");
            }
        }
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Identifier();
}
