using System.Reflection;
using MLNetLandscape.TorchSharp.Training;

namespace MLNetLandscape.TorchSharp.Tests.Runtime;

/// <summary>The library is compiled against the oldest TorchSharp: every member that it uses must be there in the one that these tests run on.</summary>
public sealed class TorchSharpVersionTests
{
    [Fact]
    public void Is_compiled_against_the_oldest_that_works() => Assert.Equal(
        new Version(0, 102, 7, 0),
        typeof(TorchEngine).Assembly.GetReferencedAssemblies().Single(assembly => assembly.Name == "TorchSharp").Version);

    [Fact]
    public void Every_member_that_the_library_uses_is_there()
    {
        HashSet<string> used = new(StringComparer.Ordinal);
        List<string> missing = [];
        foreach (MethodBase method in MethodCode.Methods(typeof(TorchEngine).Assembly))
        {
            foreach (int token in MethodCode.Tokens(method))
            {
                try
                {
                    MemberInfo member = MethodCode.Resolve(method, token);
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
}
