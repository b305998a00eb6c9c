using System.Reflection;
using System.Reflection.Emit;
using MLNetLandscape.TorchSharp.Training;

namespace MLNetLandscape.TorchSharp.Tests.Runtime;

/// <summary>The library is compiled against the oldest TorchSharp: every member that it uses must be there in the one that these tests run on.</summary>
public sealed class TorchSharpVersionTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly OpCode[] Codes = [.. typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!)];

    [Fact]
    public void Is_compiled_against_the_oldest_that_works() => Assert.Equal(
        new Version(0, 102, 7, 0),
        typeof(TorchEngine).Assembly.GetReferencedAssemblies().Single(assembly => assembly.Name == "TorchSharp").Version);

    [Fact]
    public void Every_member_that_the_library_uses_is_there()
    {
        HashSet<string> used = new(StringComparer.Ordinal);
        List<string> missing = [];
        foreach (MethodBase method in typeof(TorchEngine).Assembly.GetTypes().SelectMany(Methods))
        {
            foreach (int token in Tokens(method))
            {
                try
                {
                    MemberInfo member = method.Module.ResolveMember(token, TypeArguments(method), method.IsGenericMethod ? method.GetGenericArguments() : null)!;
                    if (member.Module.Assembly == typeof(torch).Assembly)
                    {
                        used.Add($"{member.DeclaringType}.{member.Name}");
                    }
                }
                catch (Exception exception) when (exception is MissingMemberException or TypeLoadException)
                {
                    missing.Add($"{method.DeclaringType}.{method.Name}: {exception.Message}");
                }
            }
        }

        Assert.Empty(missing);

        // The walk really reads the code: some members that the library cannot do without.
        Assert.Contains("TorchSharp.torch+autograd.grad", used);
        Assert.Contains("TorchSharp.torch+Tensor.addcdiv_", used);
        Assert.InRange(used.Count, 60, int.MaxValue);
    }

    private static IEnumerable<MethodBase> Methods(Type type) => [.. type.GetMethods(All), .. type.GetConstructors(All)];

    private static Type[]? TypeArguments(MethodBase method) =>
        method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;

    /// <summary>The tokens of methods, fields and types in a method's code.</summary>
    private static IEnumerable<int> Tokens(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (int i = 0; i < code.Length;)
        {
            short value = code[i] == 0xFE ? unchecked((short)(0xFE00 | code[i + 1])) : code[i];
            OpCode operation = Codes.Single(known => known.Value == value);
            i += operation.Size;
            if (operation.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                yield return BitConverter.ToInt32(code, i);
            }

            i += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, i)),
                _ => 4,
            };
        }
    }
}
