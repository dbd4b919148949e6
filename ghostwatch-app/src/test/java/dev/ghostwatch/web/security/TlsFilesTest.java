package dev.ghostwatch.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked // a test fails on null by itself
class TlsFilesTest {
  @TempDir private Path folder;
  private final List<Certificate> told = new ArrayList<>();
  private int made;

  /** Writes a new certificate of the kind, and its key, and gives its serial number. */
  private BigInteger make(String algorithm) throws Exception {
    made++;
    Path store = folder.resolve("store" + made);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "agent",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    Certificate certificate = keys.getCertificate("agent");
    pem("CERTIFICATE", certificate.getEncoded(), "cert.pem");
    pem("PRIVATE KEY", keys.getKey("agent", "changeit".toCharArray()).getEncoded(), "key.pem");
    return ((X509Certificate) certificate).getSerialNumber();
  }

  private void pem(String what, byte[] encoded, String name) throws IOException {
    Path file = folder.resolve(name);
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(encoded);
    Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    // Files written within one tick of the clock have one time.
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(made)));
  }

  private TlsFiles files() throws IOException {
    return new TlsFiles(folder.resolve("cert.pem"), folder.resolve("key.pem"), told::add);
  }

  private static BigInteger served(TlsFiles files) throws Exception {
    return ((X509Certificate) files.factory().getKeyStore().getCertificate("agent"))
        .getSerialNumber();
  }

  @Test
  void aCertificateThatChangesIsReadAgainAndABadOneIsNot() throws Exception {
    BigInteger first = make("EC");
    TlsFiles files = files();
    files.factory().start();
    assertThat(served(files)).isEqualTo(first);
    BigInteger second = make("RSA");
    files.refresh();
    assertThat(served(files)).isEqualTo(second).isNotEqualTo(first);
    Files.writeString(folder.resolve("key.pem"), "no key");
    files.refresh();
    assertThat(served(files)).isEqualTo(second);
    BigInteger third = make("Ed25519");
    files.refresh();
    assertThat(served(files)).isEqualTo(third);
    assertThat(told)
        .extracting(each -> ((X509Certificate) each).getSerialNumber())
        .containsExactly(first, second, third);
    files.factory().stop();
  }

  @Test
  void aNewCertificateWaitsForItsKey() throws Exception {
    make("EC");
    String oldKey = Files.readString(folder.resolve("key.pem"));
    TlsFiles files = files();
    files.factory().start();
    BigInteger old = served(files);
    for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
      BigInteger fresh = make(algorithm);
      String freshKey = Files.readString(folder.resolve("key.pem"));
      Files.writeString(folder.resolve("key.pem"), oldKey);
      files.refresh();
      assertThat(served(files)).isEqualTo(old).isNotEqualTo(fresh);
      assertThatThrownBy(this::files)
          .hasMessageContaining("key.pem is not the key of the first certificate in ")
          .hasMessageEndingWith("the agent's own certificate first, those that signed it after it");
      Files.writeString(folder.resolve("key.pem"), freshKey);
      Files.setLastModifiedTime(
          folder.resolve("key.pem"), FileTime.from(Instant.EPOCH.plusSeconds(1000L + made)));
      files.refresh();
      assertThat(served(files)).isEqualTo(fresh);
      old = fresh;
      oldKey = freshKey;
    }
    files.factory().stop();
  }

  @Test
  void whatCannotBeUsedSaysWhatToDo() throws Exception {
    make("EC");
    Path key = folder.resolve("key.pem");
    Files.writeString(
        key, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
    assertThatThrownBy(this::files)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("RSA PRIVATE KEY; PKCS #8 without a password is wanted")
        .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt -in " + key);
    Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    assertThatThrownBy(this::files).hasMessageContaining("a key of none of the kinds");
    Files.writeString(key, "");
    assertThatThrownBy(this::files).hasMessageContaining("holds no private key in PEM");
    Files.writeString(folder.resolve("cert.pem"), "");
    assertThatThrownBy(this::files).hasMessageContaining("cert.pem");
  }
}
