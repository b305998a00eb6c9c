namespace MLNetLandscape.Core.Layers;

/// <summary>What a forward pass is for.</summary>
public enum PassMode
{
    /// <summary>Deterministic: dropout passes everything, batch normalization uses its running statistics.</summary>
    Inference,

    /// <summary>A training step: dropout draws masks, batch normalization uses and updates the batch's statistics.</summary>
    Training,
}
