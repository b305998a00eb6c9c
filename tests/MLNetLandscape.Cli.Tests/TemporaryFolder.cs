namespace MLNetLandscape.Cli.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("landscape-");

    public string this[string name] => Path.Combine(folder.FullName, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>Two classes of points around (-1, -1) and (1, 1), with a label column and a constant one if asked for.</summary>
    public string WriteTwoClasses(int rows = 40, bool withConstant = false)
    {
        List<string> lines = [withConstant ? "x,flat,y,kind" : "x,y,kind"];
        for (int i = 0; i < rows; i++)
        {
            double side = i % 2 == 0 ? -1 : 1, x = side + (0.3 * Math.Sin(i)), y = side + (0.3 * Math.Cos(3 * i));
            lines.Add(FormattableString.Invariant($"{x:R},{(withConstant ? "7," : "")}{y:R},{(side < 0 ? "no" : "yes")}"));
        }

        return Write("two-classes.csv", string.Join('\n', lines) + "\n");
    }

    public void Dispose() => folder.Delete(recursive: true);
}
