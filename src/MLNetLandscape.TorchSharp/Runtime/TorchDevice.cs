namespace MLNetLandscape.TorchSharp.Runtime;

/// <summary>Chooses the device from ML.NET's settings.</summary>
public static class TorchDevice
{
    /// <summary>The device of an index.</summary>
    /// <param name="gpuDeviceId">The index of the CUDA device, as <c>MLContext.GpuDeviceId</c>; null for the processor.</param>
    /// <param name="fallbackToCpu">Whether to take the processor where that device is missing, as <c>MLContext.FallbackToCpu</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    /// <exception cref="InvalidOperationException">The device is missing, and the processor is not allowed in its place.</exception>
    public static Device Resolve(int? gpuDeviceId, bool fallbackToCpu)
    {
        TorchRuntime.EnsureAvailable();
        if (gpuDeviceId is not int index)
        {
            return torch.CPU;
        }

        if (index < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(gpuDeviceId), $"GpuDeviceId must be at least 0, but was {index}. For the processor, use null.");
        }

        int devices = torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        if (index < devices)
        {
            return new Device(DeviceType.CUDA, index);
        }

        return fallbackToCpu
            ? torch.CPU
            : throw new InvalidOperationException(
                $"The CUDA device {index} is not there: LibTorch sees {devices} CUDA devices. Choose another GpuDeviceId, set FallbackToCpu to true, "
                + "or add a CUDA package of TorchSharp.");
    }
}
