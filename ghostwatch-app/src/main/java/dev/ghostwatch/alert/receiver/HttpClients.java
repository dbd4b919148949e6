package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.config.schema.Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP clients of all receivers: those with the same proxy and authorities share one, made when
 * it is first needed. Thread-safe.
 */
final class HttpClients {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private record Way(@Nullable Address proxy, List<X509Certificate> authorities) {}

  private final Map<Way, HttpClient> clients = new HashMap<>();

  synchronized HttpClient client(@Nullable Address proxy, List<X509Certificate> authorities) {
    return clients.computeIfAbsent(new Way(proxy, authorities), HttpClients::make);
  }

  private static HttpClient make(Way way) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT);
    Address proxy = way.proxy();
    if (proxy != null) {
      builder.proxy(
          ProxySelector.of(InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
    }
    if (!way.authorities().isEmpty()) {
      builder.sslContext(trusting(way.authorities()));
    }
    return builder.build();
  }

  /** Trusts these authorities besides those of the system. */
  static SSLContext trusting(List<X509Certificate> authorities) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (X509Certificate own : authorities) {
        store.setCertificateEntry("own-" + number++, own);
      }
      for (TrustManager manager : managers(null)) {
        if (manager instanceof X509TrustManager usual) {
          for (X509Certificate known : usual.getAcceptedIssuers()) {
            store.setCertificateEntry("system-" + number++, known);
          }
        }
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(store), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("BUG: certificates in memory cannot be used", e);
    }
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
