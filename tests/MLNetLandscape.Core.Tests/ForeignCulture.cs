using System.Globalization;

namespace MLNetLandscape.Core.Tests;

/// <summary>Numbers as German and Swedish machines write them: with a decimal comma, and a minus sign that is no hyphen.</summary>
/// <remarks>The tests' processes know no culture by its name, because invariant globalization is on for them; applications' processes may.</remarks>
internal static class ForeignCulture
{
    /// <summary>Runs something under it.</summary>
    public static T Run<T>(Func<T> work)
    {
        CultureInfo before = CultureInfo.CurrentCulture, foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (foreign.NumberFormat.NumberDecimalSeparator, foreign.NumberFormat.NumberGroupSeparator, foreign.NumberFormat.NegativeSign) = (",", ".", "\u2212");
        CultureInfo.CurrentCulture = foreign;
        try
        {
            return work();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
