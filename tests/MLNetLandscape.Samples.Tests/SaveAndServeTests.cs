using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace MLNetLandscape.Samples.Tests;

/// <summary>One process trains and saves; another loads, and answers over HTTP.</summary>
public sealed class SaveAndServeTests
{
    /// <summary>The first patient of wdbc.csv.</summary>
    private static readonly float[] Patient =
    [
        17.99f, 10.38f, 122.8f, 1001, 0.1184f, 0.2776f, 0.3001f, 0.1471f, 0.2419f, 0.07871f, 1.095f, 0.9053f, 8.589f, 153.4f, 0.006399f,
        0.04904f, 0.05373f, 0.01587f, 0.03003f, 0.006193f, 25.38f, 17.33f, 184.6f, 2019, 0.1622f, 0.6656f, 0.7119f, 0.2654f, 0.4601f, 0.1189f,
    ];

    [Fact]
    public async Task A_served_prediction_is_the_one_of_the_training_process()
    {
        using TemporaryFolder folder = new();
        string trained = SampleProcess.Run("SaveAndServe", folder.Path, "train", "model.zip");
        using SampleProcess server = SampleProcess.Start("SaveAndServe", folder.Path, "serve", "model.zip", "--urls", "http://127.0.0.1:0");
        string listening = server.ReadLineWith("Now listening on: ");
        using HttpClient client = new() { BaseAddress = new Uri(listening[listening.IndexOf("http", StringComparison.Ordinal)..].Trim()) };

        using HttpResponseMessage response = await client.PostAsJsonAsync("/predict", Patient);
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(answer.RootElement.GetProperty("isMalignant").GetBoolean());
        Assert.Equal((float)trained.After("score"), answer.RootElement.GetProperty("score").GetSingle());
        Assert.Equal((float)trained.After("with probability"), answer.RootElement.GetProperty("probability").GetSingle());

        using HttpResponseMessage refused = await client.PostAsJsonAsync("/predict", Patient[..3]);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("A patient has 30 features, but 3 came.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
    [Fact]
    public void A_file_is_scored_with_the_restored_network()
    {
        using TemporaryFolder folder = new();
        SampleProcess.Run("SaveAndServe", folder.Path, "train", "model.zip");
        string data = Path.Combine(SampleProcess.Folder("SaveAndServe"), "wdbc.csv");
        string output = SampleProcess.Run("SaveAndServe", folder.Path, "score", "model.zip", data);
        Assert.Contains(" of 569 patients are predicted malignant", output, StringComparison.Ordinal);
        Assert.InRange(int.Parse(output.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), 200, 225);
    }
}
