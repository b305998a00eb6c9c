namespace MLNetLandscape.Core.Data;

/// <summary>What the pixels of EEG frames are.</summary>
public enum EegScaling
{
    /// <summary>Band means of the magnitude in the recording's unit, as in the article: mean 1.86, standard deviation 5.6, heavy tails.</summary>
    Raw,

    /// <summary>
    /// Raw pixels shifted and scaled by one mean and one deviation over all frames. Those figures include frames that will validate; where
    /// even that must not be, use <see cref="Raw"/> with <see cref="Standardizer.FitGlobal"/> on the training part.
    /// </summary>
    Standardized,

    /// <summary>ln(m^2) of each electrode's band mean m, interpolated; pixels outside the hull are 0. Tames the tails.</summary>
    LogPower,
}
