namespace MLNetLandscape.Core.Networks;

/// <summary>Where a new maximum-and-concatenation block starts, so that it changes no output yet.</summary>
public enum BlockStart
{
    /// <summary>The units start as usual and the readout does not read them yet: they learn from the first step on.</summary>
    Unread,

    /// <summary>The paper's: alpha_out = 0 and A = W = 0, so every unit is 0, and the readout's weights of them are random. All rows lie on the kink of the maximum.</summary>
    Silent,
}
