package dev.ghostwatch.web.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A certificate and its key in PEM files, read again when they change. One owner at a time. */
public final class TlsFiles {
  private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);
  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN ([A-Z ]*PRIVATE KEY)-----([A-Za-z0-9+/=\\s]*)-----END [A-Z ]*PRIVATE"
              + " KEY-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
  private static final char[] NO_PASSWORD = new char[0];

  private final Path certificate;
  private final Path key;
  private final SslContextFactory.Server factory = new SslContextFactory.Server();
  private final Consumer<Certificate> served;
  private List<FileTime> read;

  /**
   * Reads the files.
   *
   * @param served told which certificate is served from now on
   * @throws IOException when they cannot be used, with what to do about it
   */
  public TlsFiles(Path certificate, Path key, Consumer<Certificate> served) throws IOException {
    this.certificate = certificate;
    this.key = key;
    this.served = served;
    this.read = times();
    Entry entry = entry();
    factory.setKeyStore(entry.store());
    served.accept(entry.certificate());
    factory.setKeyStorePassword("");
    factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
  }

  private record Entry(KeyStore store, Certificate certificate) {}

  /** What a connector serves with. */
  public SslContextFactory.Server factory() {
    return factory;
  }

  /** Reads the files again if they changed; those that cannot be used change nothing. */
  public void refresh() {
    try {
      List<FileTime> now = times();
      if (!now.equals(read)) {
        read = now;
        Entry entry = entry();
        factory.reload(serving -> serving.setKeyStore(entry.store()));
        served.accept(entry.certificate());
        LOG.info("event=certificate-read file={}", certificate);
      }
    } catch (Exception e) {
      // Jetty's reload declares just that. What is served now goes on being served.
      LOG.error(
          "event=certificate-unread file={} text=\"{}\" consequence=\"the old one stays\"",
          certificate,
          e.getMessage());
    }
  }

  private List<FileTime> times() throws IOException {
    return List.of(Files.getLastModifiedTime(certificate), Files.getLastModifiedTime(key));
  }

  private Entry entry() throws IOException {
    try {
      byte[] pem = Files.readAllBytes(certificate);
      Collection<? extends Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem));
      if (chain.isEmpty()) {
        throw new IOException(certificate + " holds no certificate");
      }
      Certificate own = chain.iterator().next();
      PrivateKey secret = privateKey();
      checkPair(own, secret);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      store.setKeyEntry("agent", secret, NO_PASSWORD, chain.toArray(Certificate[]::new));
      return new Entry(store, own);
    } catch (GeneralSecurityException e) {
      throw new IOException(certificate + " cannot be used: " + e.getMessage(), e);
    }
  }

  /** Two files are never replaced at once: the new one with the old other would serve nobody. */
  private void checkPair(Certificate own, PrivateKey secret)
      throws GeneralSecurityException, IOException {
    String algorithm =
        switch (secret.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "EdDSA";
        };
    byte[] probe = "GhostWatch".getBytes(StandardCharsets.US_ASCII);
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(secret);
    signing.update(probe);
    byte[] signature = signing.sign();
    boolean isPair;
    try {
      Signature checking = Signature.getInstance(algorithm);
      checking.initVerify(own.getPublicKey());
      checking.update(probe);
      isPair = checking.verify(signature);
    } catch (InvalidKeyException | SignatureException e) {
      LOG.debug("event=key-of-another-kind text=\"{}\"", e.getMessage());
      isPair = false;
    }
    if (!isPair) {
      throw new IOException(
          key
              + " is not the key of the first certificate in "
              + certificate
              + ". Put the agent's own certificate first, those that signed it after it");
    }
  }

  private PrivateKey privateKey() throws IOException {
    Matcher found = KEY.matcher(Files.readString(key, StandardCharsets.US_ASCII));
    if (!found.find()) {
      throw new IOException(key + " holds no private key in PEM");
    }
    if (!found.group(1).equals("PRIVATE KEY")) {
      throw new IOException(
          key
              + " holds a key of the form "
              + found.group(1)
              + "; PKCS #8 without a password is wanted. Make one with: openssl pkcs8 -topk8"
              + " -nocrypt -in "
              + key
              + " -out NEW");
    }
    byte[] encoded = Base64.getMimeDecoder().decode(found.group(2));
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (GeneralSecurityException e) {
        LOG.debug("event=key-not-of algorithm={} text=\"{}\"", algorithm, e.getMessage());
      }
    }
    throw new IOException(key + " holds a key of none of the kinds " + ALGORITHMS);
  }
}
