using System.Text.RegularExpressions;
using MLNetLandscape.Core.Data.Eeg;

namespace MLNetLandscape.Core.Data;

/// <summary>Images of brain activity: one-second frames of 14-channel EEG, told apart by whether the task was familiar.</summary>
/// <remarks>
/// <para>As in the article's experiment: 128 samples a second; frames of 129 samples every 64, the first of each session dropped, the last
/// one sample short; per channel and frame the mean magnitude |DFT| / n in theta (4, 8], alpha (8, 12] and beta (12, 40] Hz; each band
/// interpolated from the electrodes' places to 28 x 28 pixels (<see cref="CloughTocherInterpolation"/>), 0 outside their hull. Features are
/// channel x row x column with channels theta, alpha, beta; rows go with y, columns with x, both ascending.</para>
/// <para>Frames overlap by half: a random split puts halves of the same second on both sides and leaks. Leave out sessions or subjects.</para>
/// <para>The target is +1 for KS (familiar) and -1 for US (unfamiliar).</para>
/// </remarks>
public sealed partial record EegFrames
{
    /// <summary>Pixels along each side of an image.</summary>
    public const int Side = ElectrodeLayout.Side;

    /// <summary>
    /// The least band mean that <see cref="EegScaling.LogPower"/> takes the logarithm of: the recordings come in steps of 0.51, whose rounding
    /// leaves 0.51 / sqrt(12 x 129) in a frequency. Below that, as in an electrode without contact, there is nothing to tell apart.
    /// </summary>
    private const double LeastMagnitude = 0.013;

    /// <summary>The frames, session after session; groups are sessions.</summary>
    public required Dataset<float> Data { get; init; }

    /// <summary>The session of each frame, an index into <see cref="SessionNames"/>.</summary>
    public required IReadOnlyList<int> Sessions { get; init; }

    /// <summary>The subject of each frame, by the number in the file's name, such as 101.</summary>
    public required IReadOnlyList<int> Subjects { get; init; }

    /// <summary>The names of the sessions, such as ML101_KS.</summary>
    public required IReadOnlyList<string> SessionNames { get; init; }

    /// <summary>The frames with sessions as groups, for splits that leave sessions out.</summary>
    public Dataset<float> GroupedBySession => Data with { Groups = Sessions };

    /// <summary>The frames with subjects as groups, for splits that leave subjects out: the stricter test.</summary>
    public Dataset<float> GroupedBySubject => Data with { Groups = Subjects };

    /// <summary>Reads every file ML1NN_KS.csv and ML1NN_US.csv of a folder, in the order of their names.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">The folder has no such file.</exception>
    /// <exception cref="InvalidDataException">A file is not a recording of 14 channels.</exception>
    public static EegFrames Load(string folder, EegScaling scaling = EegScaling.Raw)
    {
        string[] files = FindFiles(folder);
        double[,] toImage = ElectrodeLayout.CreateImageOperator();
        List<float> features = [];
        List<float> targets = [];
        List<int> sessions = [];
        List<int> subjects = [];
        for (int session = 0; session < files.Length; session++)
        {
            Match name = SessionName().Match(Path.GetFileName(files[session]));
            int frames = AddFrames(features, EegRecording.Read(files[session]), toImage, scaling);
            targets.AddRange(Enumerable.Repeat(name.Groups["task"].Value == "KS" ? 1f : -1f, frames));
            sessions.AddRange(Enumerable.Repeat(session, frames));
            subjects.AddRange(Enumerable.Repeat(int.Parse(name.Groups["subject"].ValueSpan), frames));
        }

        var data = new Dataset<float>
        {
            Features = features.ToArray(),
            Targets = targets.ToArray(),
            Rows = targets.Count,
            ClassNames = ["US", "KS"],
            Groups = sessions,
        };
        return new EegFrames
        {
            Data = scaling == EegScaling.Standardized ? Standardizer.FitGlobal(data).Apply(data) : data.Validate(),
            Sessions = sessions,
            Subjects = subjects,
            SessionNames = [.. files.Select(file => Path.GetFileNameWithoutExtension(file))],
        };
    }

    [GeneratedRegex(@"^ML(?<subject>1\d\d)_(?<task>KS|US)\.csv$")]
    private static partial Regex SessionName();

    private static string[] FindFiles(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(
                $"There is no folder '{folder}'. The recordings have no licence and are not distributed: place ML1NN_KS.csv and ML1NN_US.csv there.");
        }

        string[] files = [.. Directory.GetFiles(folder).Where(file => SessionName().IsMatch(Path.GetFileName(file))).Order(StringComparer.Ordinal)];
        return files.Length > 0
            ? files
            : throw new FileNotFoundException($"The folder '{folder}' has no recordings, files named ML1NN_KS.csv or ML1NN_US.csv.");
    }

    private static int AddFrames(List<float> features, EegRecording recording, double[,] toImage, EegScaling scaling)
    {
        var bands = new double[BandMeans.Count, ElectrodeLayout.Count];
        for (int frame = 0; frame < recording.FrameCount; frame++)
        {
            recording.ComputeBands(frame, bands);
            for (int band = 0; band < BandMeans.Count; band++)
            {
                for (int electrode = 0; scaling == EegScaling.LogPower && electrode < ElectrodeLayout.Count; electrode++)
                {
                    bands[band, electrode] = 2 * Math.Log(Math.Max(bands[band, electrode], LeastMagnitude));
                }

                AddImage(features, toImage, bands, band);
            }
        }

        return recording.FrameCount;
    }

    private static void AddImage(List<float> features, double[,] toImage, double[,] bands, int band)
    {
        for (int pixel = 0; pixel < Side * Side; pixel++)
        {
            double sum = 0;
            for (int electrode = 0; electrode < ElectrodeLayout.Count; electrode++)
            {
                sum += toImage[pixel, electrode] * bands[band, electrode];
            }

            features.Add((float)sum);
        }
    }
}
