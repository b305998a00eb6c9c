using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Core.Tests.Studies;

/// <summary>What every data store does; and what damage to a folder's files does.</summary>
public sealed class DataStoreTests : IDisposable
{
    // SHA-256 of "abc": FIPS 180-2, appendix B.1.
    private const string HashOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private readonly string folder = Directory.CreateTempSubdirectory("landscape-store").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gives_back_what_was_put_under_its_hash(bool inMemory)
    {
        IDataStore store = Create(inMemory);
        ContentHash hash = Put(store, "abc"u8);
        Assert.Equal(HashOfAbc, hash.Hex);
        Assert.True(store.Contains(hash));
        Assert.Equal(hash, Put(store, "abc"u8));
        using Stream content = store.Open(hash);
        using MemoryStream copy = new();
        content.CopyTo(copy);
        Assert.Equal("abc"u8.ToArray(), copy.ToArray());
    }

    [Theory]
    [InlineData(true, "memory")]
    [InlineData(false, "the folder '{0}'")]
    public void Says_that_data_are_missing(bool inMemory, string where)
    {
        IDataStore store = Create(inMemory);
        ContentHash hash = ContentHash.Parse(HashOfAbc);
        Assert.False(store.Contains(hash));
        DataStoreException exception = Assert.Throws<DataStoreException>(() => store.Open(hash));
        Assert.Equal(
            $"The data {HashOfAbc} are not in {string.Format(where, folder)}. Put them there, or point to the store that the study was submitted with.", exception.Message);
    }

    [Fact]
    public void Says_that_data_are_damaged()
    {
        FolderDataStore store = new(folder);
        ContentHash hash = Put(store, "abc"u8), actual = ContentHash.Of("abd"u8);
        File.WriteAllText(Path.Combine(folder, hash.Hex), "abd");
        DataStoreException exception = Assert.Throws<DataStoreException>(() => store.Open(hash));
        Assert.Equal(
            $"The data {HashOfAbc} in the folder '{folder}' are damaged: their SHA-256 is {actual}. Remove them there and put them anew.", exception.Message);
        Put(store, "abc"u8);
        store.Open(hash).Dispose();
    }

    [Fact]
    public void Deletes_the_parts_that_killed_processes_left_as_it_opens()
    {
        string part = Path.Combine(folder, "incoming-1.landscape-partial");
        File.WriteAllText(part, "part");
        File.SetLastWriteTimeUtc(part, DateTime.UtcNow.AddHours(-2));
        _ = new FolderDataStore(folder);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void Leaves_no_part_where_the_source_breaks_off()
    {
        FolderDataStore store = new(folder);
        Assert.Throws<NotSupportedException>(() => store.Put(new BrokenStream()));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    public void A_hash_is_64_lower_case_digits(string text) =>
        Assert.Equal(
            $"A content hash must be 64 digits 0-9a-f, the SHA-256 of the content, but was '{text}'.",
            Assert.Throws<FormatException>(() => ContentHash.Parse(text)).Message);

    private static ContentHash Put(IDataStore store, ReadOnlySpan<byte> content) => store.Put(new MemoryStream(content.ToArray()));

    private IDataStore Create(bool inMemory) => inMemory ? new MemoryDataStore() : new FolderDataStore(folder);

    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override int Read(Span<byte> buffer) => throw new NotSupportedException();
    }
}
