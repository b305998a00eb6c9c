namespace MLNetLandscape.Core.Losses;

/// <summary>l, l' and l'' of a margin loss, implemented by a struct so that loops over rows are compiled for it without virtual calls.</summary>
internal interface IMarginFunction
{
    /// <summary>l(z), and l'(z) in <paramref name="first"/>. Not-a-number stays not-a-number.</summary>
    T Evaluate<T>(T z, out T first)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>l''(z).</summary>
    T SecondDerivative<T>(T z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
