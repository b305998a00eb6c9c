using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Tests.Runtime;

public sealed class TorchRuntimeTests
{
    [Fact]
    public void Without_LibTorch_the_message_names_the_package_and_its_version() => Assert.Equal(
        "LibTorch could not be loaded on linux-x64. Add the package TorchSharp-cpu to the application (or TorchSharp-cuda-windows, TorchSharp-cuda-linux for a GPU), "
        + "in the version of its TorchSharp, 0.105.2.",
        TorchRuntime.MissingMessage(new Version(0, 105, 2, 0), "linux-x64"));

    [Fact]
    public void A_CUDA_device_that_is_not_there_is_refused_unless_the_processor_will_do()
    {
        if (torch.cuda.is_available())
        {
            Assert.Skip("This machine has CUDA devices.");
        }

        Assert.Equal(
            "The CUDA device 1 is not there: LibTorch sees 0 CUDA devices. Choose another GpuDeviceId, set FallbackToCpu to true, or add a CUDA package of TorchSharp.",
            Assert.Throws<InvalidOperationException>(() => TorchDevice.Resolve(1, fallbackToCpu: false)).Message);
        Assert.Equal(DeviceType.CPU, TorchDevice.Resolve(1, fallbackToCpu: true).type);
        Assert.Equal(DeviceType.CPU, TorchDevice.Resolve(null, fallbackToCpu: false).type);
    }
}
