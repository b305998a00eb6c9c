using System.Numerics;
using MLNetLandscape.Core.Optimizers;

namespace MLNetLandscape.Core.Tests.Optimizers;

/// <summary>Ten steps of every optimizer against torch.optim.</summary>
/// <remarks>
/// The figures are those of PyTorch 1.13 in float64: parameters and gradients as below, lr=0.05, ten calls of step(), the options of the case
/// (alpha is RMSprop's name for the smoothing).
/// </remarks>
public sealed class OptimizerOracleTests
{
    private static readonly double[] Start = [0.5, -1.25, 2.0, 0.0, 3.5];
    private static readonly double[] Shift = [0.3, -0.7, 0.0, 1.1, -0.2];

    public static TheoryData<Optimizer, double[]> Cases => new()
    {
        { new Sgd(), [0.4391633578352274, -1.0480732011178395, 1.7194608845182862, -0.12195146207496875, 2.7386713297252667] },
        { new Sgd(0.9), [0.22118990029948152, -0.3793967944784876, 0.9128372041410313, -0.5572466927752893, 0.6988560898768595] },
        { new Sgd(0.9, true), [0.19605373761751538, -0.3118745370004421, 0.8234442981738942, -0.5585796657353809, 0.5658846785778598] },
        { new Adam(), [0.23093463434664208, -0.9187629990132181, 1.5049558449252283, -0.19769995219612485, 3.0032813275274033] },
        { new Adam(0.8, 0.95, 1e-3), [0.24205418343338025, -0.9277055715272798, 1.508277308693821, -0.1862714237813716, 3.0045426274113045] },
        { new AdamW(), [0.22920771281465344, -0.9134813139444, 1.4962085848228626, -0.19717460558105135, 2.987038645512391] },
        { new AdamW(0.1, 0.8, 0.95, 1e-3), [0.22507232002169417, -0.8760822192818589, 1.4231389071921543, -0.18134669903228595, 2.845969904370844] },
        { new RmsProp(), [-0.2365948593213137, -0.1837407838589277, 0.28255208891598815, -0.45065103427513487, 1.375224175947344] },
        { new RmsProp(0.9, 0.5, 1e-4), [-0.09734765154811985, -0.44445743896577256, 0.6517923742967251, -0.39806657989981137, 2.0179387413223724] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Equals_PyTorch_in_double(Optimizer optimizer, double[] expected)
    {
        double[] parameters = TakeTenSteps<double>(optimizer);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], parameters[i], 1e-13);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Equals_PyTorch_to_rounding_in_single(Optimizer optimizer, double[] expected)
    {
        float[] parameters = TakeTenSteps<float>(optimizer);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], parameters[i], 2e-6);
        }
    }

    private static T[] TakeTenSteps<T>(Optimizer optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] p = Array.ConvertAll(Start, T.CreateChecked);
        T[] g = new T[p.Length];
        OptimizerState<T> state = optimizer.CreateState<T>(p.Length);
        for (int t = 0; t < 10; t++)
        {
            for (int i = 0; i < p.Length; i++)
            {
                g[i] = T.CreateChecked(((i + 1) * 0.1 * double.CreateChecked(p[i])) + (Shift[i] * (t % 2 == 0 ? 1 : -0.5)));
            }

            state.BeginStep(0.05);
            state.Update(p, g, 0);
        }

        return p;
    }
}
