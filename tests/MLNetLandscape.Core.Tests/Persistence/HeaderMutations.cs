using System.Text.Json.Nodes;

namespace MLNetLandscape.Core.Tests.Persistence;

/// <summary>JSON documents that differ from a sound one in a single value.</summary>
internal static class HeaderMutations
{
    /// <summary>One document for every value at any depth, in which that value is <paramref name="value"/>.</summary>
    public static IEnumerable<string> Replace(string json, string value)
    {
        int count = Count(JsonNode.Parse(json)!);
        for (int i = 0; i < count; i++)
        {
            JsonNode root = JsonNode.Parse(json)!;
            int index = i;
            Visit(root, JsonNode.Parse(value), ref index);
            yield return root.ToJsonString();
        }
    }

    private static int Count(JsonNode? node) => node switch
    {
        JsonObject members => members.Sum(member => 1 + Count(member.Value)),
        JsonArray items => items.Sum(item => 1 + Count(item)),
        _ => 0,
    };

    /// <summary>Replaces the value that is reached after <paramref name="index"/> others.</summary>
    private static void Visit(JsonNode? node, JsonNode? value, ref int index)
    {
        if (node is JsonObject members)
        {
            foreach (string name in members.Select(member => member.Key).ToList())
            {
                if (index-- == 0)
                {
                    members[name] = value;
                    return;
                }

                Visit(members[name], value, ref index);
                if (index < 0)
                {
                    return;
                }
            }
        }
        else if (node is JsonArray items)
        {
            for (int i = 0; i < items.Count && index >= 0; i++)
            {
                if (index-- == 0)
                {
                    items[i] = value;
                    return;
                }

                Visit(items[i], value, ref index);
            }
        }
    }
}
