using MLNetLandscape.Tests.Contract;

namespace MLNetLandscape.ScoringHost;

/// <summary>Loads a pipeline and scores data with it. Names no type of the packages under test, which only lie beside it.</summary>
internal static class ScoreWriter
{
    /// <summary>Writes one line a row: the bits of the scores, in hexadecimal.</summary>
    public static void Write(string modelPath, string dataPath, string outputPath)
    {
        MLContext context = new();
        ITransformer model = context.Model.Load(modelPath, out _);
        File.WriteAllLines(outputPath, ScoreBits.Of(model.Transform(context.Data.LoadFromBinary(dataPath))));
    }
}
