using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Experiments.BadMinima;
using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Experiments.Tests.BadMinima;

public sealed class BadMinimaClaimsTests
{
    [Theory]
    [InlineData(1e-4, 1e-7, Verdict.Undecided, ClaimVerdict.Holds, 1, 1, 0)]
    [InlineData(-1e-4, 1e-7, Verdict.Undecided, ClaimVerdict.Holds, 1, 1, 0)]
    [InlineData(1e-9, 1e-7, Verdict.Undecided, ClaimVerdict.Undecided, 1, 0, 1)]
    [InlineData(1e-9, 1e-5, Verdict.Undecided, ClaimVerdict.Holds, 0, 0, 0)]
    [InlineData(1e-9, 1e-7, Verdict.Saddle, ClaimVerdict.Holds, 0, 0, 0)]
    public void Only_a_silent_neuron_beside_a_bad_network_could_contradict_the_theorem(
        double scale, double gradientNorm, Verdict verdict, ClaimVerdict expected, int unexplained, int moving, int candidates)
    {
        MinimumEnd plain = End(MinimumArm.Plain, double.NaN, 1e-3, Verdict.NotStationary);
        MinimumEnd end = End(MinimumArm.Monomial, scale, gradientNorm, verdict);
        ProblemRuns runs = new(MinimumProblems.Find("xor"), MinimumOptimizer.Adam, best: 0, [new MinimumTrialResult(1, 0, [plain, end])]);
        ClaimReview claim = new BadMinimaClaims([runs]).All()[0];
        Assert.Equal(expected, claim.Verdict);
        Assert.Equal(
            $"Of the bad ones {unexplained} have a gradient below 1e-6 without being recognised as a saddle or as diverging. {moving} of these have a scale |a| above 1e-6, "
            + $"where no point is stationary, so descent is on its way; only the other {candidates} could contradict the claim.",
            claim.Reasons[1]);
    }

    private static MinimumEnd End(MinimumArm arm, double scale, double gradientNorm, Verdict verdict) => new()
    {
        Arm = arm,
        FromPlainEnd = false,
        IsFinite = true,
        Objective = 0.5,
        BaseLoss = 0.5,
        GradientNorm = gradientNorm,
        Verdict = verdict,
        Scale = scale,
        Trace = [],
    };
}
