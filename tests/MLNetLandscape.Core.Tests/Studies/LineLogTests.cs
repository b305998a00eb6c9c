using System.Text;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Core.Tests.Studies;

public sealed class LineLogTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("landscape-log").FullName;

    private string Path => System.IO.Path.Combine(folder, "log");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Gives_back_its_lines_and_goes_on_behind_them()
    {
        using (LineLog log = new(Open()))
        {
            Assert.Empty(log.ReadLines());
            log.Append("one"u8);
            log.Append(""u8);
        }

        using (LineLog log = new(Open()))
        {
            Assert.Equal(["one", ""], Texts(log));
            log.Append("two"u8);
        }

        Assert.Equal("one\n\ntwo\n", File.ReadAllText(Path));
    }

    [Fact]
    public void Cuts_off_what_has_no_end()
    {
        File.WriteAllText(Path, "one\ntw");
        using LineLog log = new(Open());
        Assert.Equal(["one"], Texts(log));
        log.Append("three"u8);
        Assert.Equal(["one", "three"], Texts(log));
    }

    [Fact]
    public void Takes_back_the_part_of_a_line_for_which_there_was_room()
    {
        using FullDisk disk = new(Path) { Room = 9 };
        using LineLog log = new(disk);
        log.Append("one"u8);
        Assert.Equal("No space left on device", Assert.Throws<IOException>(() => log.Append("three"u8)).Message);
        Assert.Equal(4, disk.Length);
        log.Append("four"u8);
        Assert.Equal(["one", "four"], Texts(log));
    }

    private static IEnumerable<string> Texts(LineLog log) => log.ReadLines().Select(line => Encoding.UTF8.GetString(line.Span));

    private FileStream Open() => new(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

    /// <summary>A file on a disk that has room for so many bytes.</summary>
    private sealed class FullDisk(string path) : FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0)
    {
        public required int Room { get; init; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            int fits = Math.Min(buffer.Length, Room - (int)Position);
            base.Write(buffer[..fits]);
            if (fits < buffer.Length)
            {
                throw new IOException("No space left on device");
            }
        }
    }
}
