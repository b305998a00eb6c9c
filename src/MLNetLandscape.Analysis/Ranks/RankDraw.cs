using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Estimates;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Analysis.Ranks;

/// <summary>One random network on random data; the buffers serve one draw after another.</summary>
internal sealed class RankDraw
{
    private readonly RankExperiment experiment;
    private readonly RandomSource root;
    private readonly int width;
    private readonly double[] inputs;
    private readonly double[] hidden;
    private readonly double[] readout;
    private readonly PivotedQr qr;

    /// <summary>Buffers for an experiment.</summary>
    public RankDraw(RankExperiment experiment)
    {
        this.experiment = experiment;
        root = new RandomSource(experiment.Seed);
        const string Remedy = "Take fewer rows, units or inputs.";
        width = Require.ArrayLength(experiment.Inputs + 1L, "A row of random data", Remedy);
        inputs = new double[Require.ArrayLength((long)experiment.Rows * width, "The random data", Remedy)];
        int columns = Require.ArrayLength((long)experiment.Units * width, "The hidden weights", Remedy);
        hidden = new double[columns];
        readout = new double[experiment.Units];
        qr = columns > experiment.Rows ? new PivotedQr(columns, experiment.Rows) : new PivotedQr(experiment.Rows, columns);
    }

    private bool IsTransposed => qr.Columns == experiment.Rows && qr.Rows != experiment.Rows;

    /// <summary>The spectrum of the Jacobian of a number.</summary>
    public SingularSpectrum Next(int index)
    {
        RandomSource random = root.Split(RandomPurpose.Data, index);
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = (i % width) == width - 1 ? 1 : random.NextDouble();
        }

        for (int i = 0; i < hidden.Length; i++)
        {
            hidden[i] = (2 * random.NextDouble()) - 1;
        }

        for (int i = 0; i < readout.Length; i++)
        {
            readout[i] = random.NextNormal();
        }

        FillJacobian();
        return SingularSpectrum.Of(qr, experiment.Rows, experiment.Units * width, experiment.RelativeTolerance);
    }

    private void FillJacobian()
    {
        for (int j = 0; j < experiment.Rows; j++)
        {
            ReadOnlySpan<double> x = inputs.AsSpan(j * width, width);
            for (int i = 0; i < experiment.Units; i++)
            {
                bool isActive = TensorPrimitives.Dot(hidden.AsSpan(i * width, width), x) > 0;
                for (int feature = 0; feature < width; feature++)
                {
                    double value = isActive ? readout[i] * x[feature] : 0;
                    int column = (i * width) + feature;
                    if (IsTransposed)
                    {
                        qr.Column(j)[column] = value;
                    }
                    else
                    {
                        qr.Column(column)[j] = value;
                    }
                }
            }
        }
    }
}
