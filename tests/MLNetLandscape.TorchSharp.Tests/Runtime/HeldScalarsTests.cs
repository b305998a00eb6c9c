using System.Reflection;
using MLNetLandscape.TorchSharp.Runtime;
using MLNetLandscape.TorchSharp.Training;

namespace MLNetLandscape.TorchSharp.Tests.Runtime;

/// <summary>Nothing is collected before LibTorch has read it: scalars, and the wrapper of the generator.</summary>
public sealed class HeldScalarsTests
{
    [Fact]
    public void Nothing_in_the_library_hands_over_a_scalar_or_generator_that_may_be_collected_early()
    {
        HashSet<MethodBase> unsafeMethods = UnsafeMethods();
        Assert.Contains(typeof(Tensor).GetMethod("square", [])!, unsafeMethods);
        Assert.Contains(typeof(Tensor).GetMethod("add", [typeof(Tensor)])!, unsafeMethods);
        Assert.Contains(typeof(torch).GetMethod("get_rng_state")!, unsafeMethods);
        Assert.DoesNotContain(typeof(Tensor).GetMethod("mul", [typeof(Tensor)])!, unsafeMethods);

        string[] calls =
        [
            .. from method in MethodCode.Methods(typeof(TorchEngine).Assembly)
               where method.DeclaringType != typeof(HeldScalars) && method.DeclaringType != typeof(GeneratorLease)
               from called in MethodCode.Calls(method)
               where unsafeMethods.Contains(called)
               select $"{method.DeclaringType}.{method.Name} calls {called.DeclaringType}.{called}",
        ];
        Assert.True(calls.Length == 0, "HeldScalars and GeneratorLease have forms that hold theirs:\n" + string.Join('\n', calls));
    }

    [Fact]
    public void Every_form_is_the_operation_that_it_names()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        double[] x = [-1.5, 0.25, 3];
        double[] y = [2, -0.5, 4];
        Tensor a = torch.tensor(x);
        Tensor b = torch.tensor(y);
        Check(a.Plus(b), (p, q) => p + q);
        Check(a.Plus(0.5), (p, _) => p + 0.5);
        Check(a.PlusTimes(b, 0.5), (p, q) => p + (0.5 * q));
        Check(a.Minus(0.5), (p, _) => p - 0.5);
        Check(a.Times(0.5), (p, _) => p * 0.5);
        Check(a.Power(3), (p, _) => p * p * p);
        Check(a.Squared(), (p, _) => p * p);
        Check(a.AtMost(0.5), (p, _) => Math.Min(p, 0.5));
        Check(a.IsAbove(0.25).to(ScalarType.Float64), (p, _) => p > 0.25 ? 1 : 0);
        Check(a.clone().Add(0.5), (p, _) => p + 0.5);
        Check(a.clone().Add(b), (p, q) => p + q);
        Check(a.clone().AddTimes(b, 0.5), (p, q) => p + (0.5 * q));
        Check(a.clone().AddSquared(b, 0.5), (p, q) => p + (0.5 * q * q));
        Check(a.clone().AddQuotient(a, b, 0.5), (p, q) => p + (0.5 * p / q));
        Check(a.clone().Multiply(0.5), (p, _) => p * 0.5);
        Check(a.clone().Divide(4), (p, _) => p / 4);
        Assert.Equal(x, a.data<double>().ToArray());

        void Check(Tensor result, Func<double, double, double> expected) =>
            Assert.Equal(x.Zip(y, expected), result.data<double>().ToArray());
    }

    /// <summary>What makes a scalar or the wrapper of the default generator, and every method of TorchSharp that calls such a one and hands that on.</summary>
    private static HashSet<MethodBase> UnsafeMethods()
    {
        MethodBase[] all = [.. MethodCode.Methods(typeof(Tensor).Assembly)];
        HashSet<MethodBase> found =
        [
            .. all.Where(method => method.Name == "op_Implicit" && ((MethodInfo)method).ReturnType == typeof(Scalar)),
            .. all.Where(method => method.Name == "ToScalar"),
            typeof(torch.Generator).GetProperty(nameof(torch.Generator.Default))!.GetMethod!,
        ];
        ILookup<MethodBase, MethodBase> callers = all.SelectMany(method => MethodCode.Calls(method).Select(called => (called, method))).ToLookup(pair => pair.called, pair => pair.method);
        Queue<MethodBase> open = new(found);
        while (open.TryDequeue(out MethodBase? method))
        {
            foreach (MethodBase caller in callers[method].Where(found.Add))
            {
                open.Enqueue(caller);
            }
        }

        return found;
    }
}
