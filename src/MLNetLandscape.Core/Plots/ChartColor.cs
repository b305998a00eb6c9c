namespace MLNetLandscape.Core.Plots;

/// <summary>The role of a colour; the style sheet gives it one shade for light and one for dark pages, told apart by colour-blind readers too.</summary>
public enum ChartColor
{
    /// <summary>The reference: blue.</summary>
    First,

    /// <summary>What is compared with it: orange.</summary>
    Second,

    /// <summary>A third quantity: green.</summary>
    Third,

    /// <summary>A fourth quantity: purple.</summary>
    Fourth,

    /// <summary>Lines that only guide the eye.</summary>
    Guide,
}
