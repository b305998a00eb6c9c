using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MLNetLandscape.Cli.Json;

/// <summary>JSON for people and programs: indented, but for lists of numbers, which stay on one line.</summary>
internal static partial class JsonText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The document as text.</summary>
    public static string Of(JsonObject document) =>
        NumberList().Replace(document.ToJsonString(Indented), list => Blanks().Replace(list.Value, "").Replace(",", ", ", StringComparison.Ordinal)) + "\n";

    /// <summary>A member of an enumeration, in camel case as the documents' fields are.</summary>
    public static string Name(Enum member) => JsonNamingPolicy.CamelCase.ConvertName(member.ToString());

    /// <summary>A list of numbers and nulls. Within a string no line break occurs, so none can match there.</summary>
    [GeneratedRegex(@"\[\s*\n\s*(?:-?[0-9.eE+-]+|null)(?:,\s*\n\s*(?:-?[0-9.eE+-]+|null))*\s*\n\s*\]", RegexOptions.NonBacktracking)]
    private static partial Regex NumberList();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
