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
        int columns = Require.ArrayLength(experiment.Units * (experiment.Inputs + 1L), "The hidden weights", PivotedQr.Remedy);

        // Checks the size of the Jacobian, which is the largest: the products below are parts of it.
        qr = columns > experiment.Rows ? new PivotedQr(columns, experiment.Rows) : new PivotedQr(experiment.Rows, columns);
        width = experiment.Inputs + 1;
        inputs = new double[experiment.Rows * width];
        hidden = new double[columns];
        readout = new double[experiment.Units];
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
