package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.config.receiver.EmailConfig;
import dev.ghostwatch.config.schema.Address;
import jakarta.mail.Session;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** How a mail server is talked to: encryption, authentication, proxy, limits. */
final class MailSession {
  private final EmailConfig config;
  private final @Nullable Address proxy;
  private final @Nullable SSLContext trust;

  MailSession(EmailConfig config, @Nullable Address proxy, List<X509Certificate> authorities) {
    this.config = config;
    this.proxy = proxy;
    this.trust = authorities.isEmpty() ? null : HttpClients.trusting(authorities);
  }

  /** A session whose every step is limited. */
  Session open(Duration limit) {
    String millis = String.valueOf(limit.toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", config.host());
    properties.setProperty("mail.smtp.port", String.valueOf(config.port()));
    properties.setProperty("mail.smtp.connectiontimeout", millis);
    properties.setProperty("mail.smtp.timeout", millis);
    properties.setProperty("mail.smtp.writetimeout", millis);
    properties.setProperty("mail.smtp.auth", String.valueOf(config.user() != null));
    // Those who can be reached get it, whoever else is refused.
    properties.setProperty("mail.smtp.sendpartial", "true");
    properties.setProperty("mail.smtp.quitwait", "false");
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    switch (config.tls()) {
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
      case NONE -> properties.setProperty("mail.smtp.starttls.enable", "false");
    }
    if (trust != null) {
      properties.put("mail.smtp.ssl.socketFactory", trust.getSocketFactory());
    }
    if (proxy != null) {
      properties.setProperty("mail.smtp.proxy.host", proxy.host());
      properties.setProperty("mail.smtp.proxy.port", String.valueOf(proxy.port()));
    }
    return Session.getInstance(properties);
  }
}
