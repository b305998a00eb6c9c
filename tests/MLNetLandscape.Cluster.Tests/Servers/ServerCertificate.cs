using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MLNetLandscape.Cluster.Tests.Servers;

/// <summary>A certificate for a server, signed by one of the tests' own.</summary>
internal static class ServerCertificate
{
    /// <summary>Writes a root certificate, and a server's certificate and key.</summary>
    /// <param name="root">The file of the root certificate.</param>
    /// <param name="certificate">The file of the server's.</param>
    /// <param name="key">The file of the server's key, which its owner alone may read.</param>
    /// <param name="host">The only host name that the server's certificate holds for.</param>
    public static void Write(string root, string certificate, string key, string host)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256), serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest authority = new("CN=tests", rootKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using X509Certificate2 signer = authority.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        CertificateRequest server = new($"CN={host}", serverKey, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(host);
        server.CertificateExtensions.Add(names.Build());
        using X509Certificate2 signed = server.Create(signer, now.AddDays(-1), now.AddDays(1), [1]);
        File.WriteAllText(root, signer.ExportCertificatePem());
        File.WriteAllText(certificate, signed.ExportCertificatePem());
        File.WriteAllText(key, serverKey.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
