namespace MLNetLandscape.Core.Data.Download;

/// <summary>What is at the address of a known file, and how its checksum is taken.</summary>
public enum KnownFileKind
{
    /// <summary>The file itself.</summary>
    Plain,

    /// <summary>The file compressed by gzip, kept so; the checksum is that of the content, because mirrors compress differently.</summary>
    Gzip,

    /// <summary>
    /// The Boston housing data as StatLib has it (text above, two lines a record) or as a table with tabs, kept as the latter; the checksum is that of the
    /// table with every number in its shortest form, because copies write numbers differently.
    /// </summary>
    BostonTable,
}
