namespace MLNetLandscape.Scoring;

/// <summary>Keeps readers from columns that they did not ask for.</summary>
internal static class ActiveColumns
{
    /// <exception cref="InvalidOperationException">The column is not active.</exception>
    public static void Check(bool isActive, DataViewSchema.Column column)
    {
        if (!isActive)
        {
            throw new InvalidOperationException(
                $"Column '{column.Name}' is not active: the cursor was opened without it. Name it when opening the cursor.");
        }
    }
}
