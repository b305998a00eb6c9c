namespace MLNetLandscape.Core.Onnx;

/// <summary>How a model is exported.</summary>
public sealed record OnnxOptions
{
    /// <summary>The oldest operator set that can be written.</summary>
    public const int MinimumOpset = 13;

    /// <summary>The newest operator set that can be written.</summary>
    public const int MaximumOpset = 17;

    /// <summary>The version of the operators, 13 to 17.</summary>
    /// <remarks>
    /// 13 by default: by onnxruntime's table of versions it is read from 1.6, December 2020, on, and no later operator is missed here.
    /// The file's format version (IR) is the one that came with the operators: 7 up to opset 14, then 8.
    /// </remarks>
    public int Opset { get; init; } = MinimumOpset;

    /// <summary>Whether the graph takes raw features and scales them itself, where the model has a standardizer; true by default.</summary>
    public bool IncludeStandardization { get; init; } = true;

    /// <summary>The name of the input: a C identifier, as ONNX wants, and none of the outputs' names.</summary>
    public string InputName { get; init; } = OnnxNames.Features;

    /// <summary>For two classes: how scores become probabilities. Null, the default, leaves Probability out, but for the logistic loss.</summary>
    public OnnxCalibration? Calibration { get; init; }

    /// <summary>For regression: the scaling of labels to be undone. Null, the default, for none.</summary>
    public OnnxScoreScaling? ScoreScaling { get; init; }
}
