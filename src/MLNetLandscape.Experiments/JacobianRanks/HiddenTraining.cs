using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Ranks;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.JacobianRanks;

/// <summary>Gradient descent on the hidden weights of a ReLU network with a frozen readout, the setting of arXiv:2305.19510, with looks at the Jacobian.</summary>
/// <remarks>
/// f(x) = sum_i v_i max(w_i'(x, 1), 0), L = 1/2 ||f - y||^2, row j of J is (v .* I_.j) (x) (x_j, 1), grad = J'r. Inputs are uniform on [0, 1], hidden
/// weights normal with He's deviation, readouts -1 or +1 by turns, labels normal.
/// </remarks>
internal sealed class HiddenTraining
{
    private const int Looks = 5;
    private readonly RankTrialSettings settings;
    private readonly int width;
    private readonly double[] inputs;
    private readonly double[] labels;
    private readonly double[] hidden;
    private readonly double[] readout;
    private readonly double[] residuals;
    private readonly double[] gradient;

    public HiddenTraining(RankTrialSettings settings, long seed)
    {
        this.settings = settings;
        width = settings.Inputs + 1;
        RandomSource root = new(seed), data = root.Split(RandomPurpose.Data), start = root.Split(RandomPurpose.Initialization);
        inputs = new double[settings.Rows * width];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = i % width == width - 1 ? 1 : data.NextDouble();
        }

        labels = new double[settings.Rows];
        hidden = new double[settings.Units * width];
        Fill(labels, 1, ref data);
        Fill(hidden, Math.Sqrt(2.0 / width), ref start);
        readout = [.. Enumerable.Range(0, settings.Units).Select(unit => unit % 2 == 0 ? 1.0 : -1.0)];
        residuals = new double[settings.Rows];
        gradient = new double[hidden.Length];
    }

    /// <summary>Trains.</summary>
    public RankTraining Run(TrialContext context)
    {
        double startLoss = Gradient();
        SingularSpectrum spectrum = Spectrum();
        int startRank = spectrum.Rank;
        double violation = Violation(spectrum);

        // 1 / lambda_max(J J') is the largest step at which the linearised problem descends for certain; the rank may rise later, so half of it.
        double step = 0.5 / Math.Max(1e-12, spectrum.Values[0] * spectrum.Values[0]);
        int every = Math.Max(1, settings.Steps / Looks);
        for (int i = 1; i <= settings.Steps; i++)
        {
            TensorPrimitives.MultiplyAdd<double>(gradient, -step, hidden, hidden);
            Gradient();
            if (i % every == 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                spectrum = Spectrum();
                violation = Math.Max(violation, Violation(spectrum));
                context.Report(i, settings.Steps);
            }
        }

        double endLoss = Gradient(), norm = TensorPrimitives.Norm<double>(gradient);
        spectrum = Spectrum();
        double bound = spectrum.HasFullRowRank ? norm / spectrum.SmallestOfRows : double.PositiveInfinity;
        return new RankTraining(startRank, spectrum.Rank, startLoss, endLoss, norm, bound, Math.Max(violation, Violation(spectrum)));
    }

    /// <summary>||r|| sigma_min / ||J'r||; 0 without full rank, where nothing is claimed, and at residuals that rounding governs.</summary>
    private double Violation(SingularSpectrum spectrum)
    {
        double norm = TensorPrimitives.Norm<double>(gradient), residual = TensorPrimitives.Norm<double>(residuals);
        return spectrum.HasFullRowRank && norm > 0 && residual > 1e-12 ? residual * spectrum.SmallestOfRows / norm : 0;
    }

    private double Gradient()
    {
        Array.Clear(gradient);
        double sum = 0;
        for (int j = 0; j < settings.Rows; j++)
        {
            ReadOnlySpan<double> x = inputs.AsSpan(j * width, width);
            double residual = -labels[j];
            for (int i = 0; i < settings.Units; i++)
            {
                residual += readout[i] * Math.Max(0, TensorPrimitives.Dot(hidden.AsSpan(i * width, width), x));
            }

            residuals[j] = residual;
            sum += residual * residual;
            for (int i = 0; i < settings.Units; i++)
            {
                if (TensorPrimitives.Dot(hidden.AsSpan(i * width, width), x) > 0)
                {
                    Span<double> part = gradient.AsSpan(i * width, width);
                    TensorPrimitives.MultiplyAdd(x, residual * readout[i], part, part);
                }
            }
        }

        return sum / 2;
    }

    private SingularSpectrum Spectrum()
    {
        double[] jacobian = new double[settings.Rows * hidden.Length];
        for (int j = 0; j < settings.Rows; j++)
        {
            ReadOnlySpan<double> x = inputs.AsSpan(j * width, width);
            for (int i = 0; i < settings.Units; i++)
            {
                if (TensorPrimitives.Dot(hidden.AsSpan(i * width, width), x) > 0)
                {
                    TensorPrimitives.Multiply(x, readout[i], jacobian.AsSpan((j * hidden.Length) + (i * width), width));
                }
            }
        }

        return SingularSpectrum.Of(jacobian, settings.Rows);
    }

    private static void Fill(double[] values, double deviation, ref RandomSource random)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = deviation * random.NextNormal();
        }
    }
}
