using MLNetLandscape.AutoML.Storage;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.AutoML.Tests.Storage;

public sealed class StoredDataTests
{
    private readonly MLContext context = new(1);
    private readonly MemoryDataStore store = new();

    [Theory]
    [InlineData(nameof(SampleRow.Flag))]
    [InlineData(nameof(SampleRow.Class))]
    [InlineData(nameof(SampleRow.Number))]
    public void Columns_come_back_as_they_were(string label)
    {
        IDataView data = SampleData.View(context, 20, label: label);
        string[] columns = ["Features", "Label", "Number"];
        IDataView back = Read(StoredData.Put(store, data, columns));
        Assert.Equal(columns, back.Schema.Select(column => column.Name));
        Assert.Equal(columns.Select(name => data.Schema[name].Type), back.Schema.Select(column => column.Type));
        Assert.Equal(DataFingerprint.Of(data, columns, default), DataFingerprint.Of(back, columns, default));
    }

    [Fact]
    public void Key_values_come_along()
    {
        IDataView back = Read(StoredData.Put(store, SampleData.View(context, 20, label: nameof(SampleRow.Class)), ["Features", "Label"]));
        VBuffer<ReadOnlyMemory<char>> values = default;
        back.Schema["Label"].GetKeyValues(ref values);
        Assert.Equal(["high", "low", "middle"], values.DenseValues().Select(value => value.ToString()));
    }

    [Fact]
    public void Equal_data_have_one_name_and_others_another()
    {
        ContentHash[] names = [.. Enumerable.Range(0, 50).AsParallel().Select(_ => StoredData.Put(store, SampleData.View(new MLContext(1), 40), ["Features", "Label"]))];
        Assert.Single(names.Distinct());
        Assert.NotEqual(names[0], StoredData.Put(store, SampleData.View(context, 40, seed: 4), ["Features", "Label"]));
        Assert.NotEqual(names[0], StoredData.Put(store, SampleData.View(context, 40), ["Features", "Label", "Number"]));
    }

    [Fact]
    public void Names_what_cannot_travel()
    {
        IDataView data = SampleData.View(context);
        Assert.Equal(
            "The column 'Class' must be a Boolean, Single, key or a vector of Single, but is String. Convert it before training.",
            Assert.Throws<ArgumentException>(() => StoredData.Put(store, data, ["Features", "Class"])).Message);
        Assert.Equal(
            "The column 'Number' must be a vector of Single of known size, but is Single. Convert it before training.",
            Assert.Throws<ArgumentException>(() => StoredData.Put(store, data, ["Number", "Label"])).Message);
    }

    private IDataView Read(ContentHash hash)
    {
        using Stream stream = store.Open(hash);
        return StoredData.Read(stream);
    }
}
