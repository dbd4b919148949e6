package dev.ghostwatch.access;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * By what the commands of this host know an agent that serves TLS: its certificate, which it writes
 * beside its PID file when it starts and when it reads another. They trust this one and no other,
 * whoever signed it and whatever names are in it: the address that they ask is from the same
 * folder.
 */
public final class LocalCertificate {
  private static final int LINE = 64;

  private LocalCertificate() {}

  /** The file beside a PID file. */
  public static Path beside(Path pidFile) {
    return pidFile.resolveSibling(pidFile.getFileName() + ".crt");
  }

  /** Writes it as PEM. It is no secret: every client of the agent is shown it. */
  public static void write(Path file, Certificate certificate) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try {
      Base64.Encoder lines = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
      String pem =
          "-----BEGIN CERTIFICATE-----\n"
              + lines.encodeToString(certificate.getEncoded())
              + "\n-----END CERTIFICATE-----\n";
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      Files.writeString(fresh, pem);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * Makes sockets that reach the agent with the certificate in a file and nobody else.
   *
   * @throws IOException when the file cannot be used
   */
  public static SSLSocketFactory trusting(Path file) throws IOException {
    byte[] pem = Files.readAllBytes(file);
    try {
      X509Certificate agent =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(pem));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Pinned(agent)}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " holds no certificate: " + e.getMessage(), e);
    }
  }

  private static final class Pinned extends X509ExtendedTrustManager {
    private final X509Certificate agent;

    private Pinned(X509Certificate agent) {
      this.agent = agent;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
      if (chain.length == 0 || !chain[0].equals(agent)) {
        throw new CertificateException(
            "another certificate is shown than the agent wrote beside its PID file");
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
