using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Tests.Data;

/// <summary>Whatever the bytes, a file is a valid data set or an <see cref="InvalidDataException"/> that names it.</summary>
public sealed class CsvDatasetPropertyTests : IDisposable
{
    private const string Sample = "id,\"a b\",c,y\n1,2.5,3e1,no\n2,,4,yes\n3,-1,\"5\",no\n4,0.25,6,yes\n";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Random_bytes() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Random_text_of_telling_characters()
    {
        Gen<string> text = Gen.Elements("a,y\n1\t;\"\r\n 0.-+eENa?N∞\uFEFF\0|".ToCharArray()).ArrayOf().Select(characters => new string(characters));
        Prop.ForAll(text.ToArbitrary(), body => Holds(Encoding.UTF8.GetBytes("a,y\n" + body)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void A_sample_with_altered_bytes()
    {
        byte[] sample = Encoding.UTF8.GetBytes(Sample);
        Gen<(int, byte)[]> changes = Gen.Choose(0, sample.Length - 1)
            .SelectMany(position => Gen.Choose(0, 255).Select(value => (position, (byte)value))).ArrayOf();
        Prop.ForAll(changes.ToArbitrary(), list =>
        {
            byte[] altered = [.. sample];
            foreach ((int position, byte value) in list.Take(5))
            {
                altered[position] = value;
            }

            Holds(altered);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void A_sample_cut_anywhere()
    {
        byte[] sample = Encoding.UTF8.GetBytes(Sample);
        for (int length = 0; length <= sample.Length; length++)
        {
            Holds(sample[..length]);
        }
    }

    private void Holds(byte[] bytes)
    {
        string path = folder["data.csv"];
        File.WriteAllBytes(path, bytes);
        foreach (LearningTask task in Enum.GetValues<LearningTask>())
        {
            foreach (MissingValues missing in Enum.GetValues<MissingValues>())
            {
                try
                {
                    CsvLoadResult result = CsvDataset.Load(path, new CsvOptions { LabelColumn = "y", Task = task, MissingValues = missing });
                    result.Data.Validate();
                }
                catch (InvalidDataException refused)
                {
                    Assert.StartsWith(path, refused.Message);
                }
            }
        }
    }
}
