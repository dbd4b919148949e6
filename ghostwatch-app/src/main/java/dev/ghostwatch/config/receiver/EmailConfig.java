package dev.ghostwatch.config.receiver;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.ListOf;
import dev.ghostwatch.config.schema.Scalar;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.config.schema.SecretKeys;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.Wording;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code email}: a mail server.
 *
 * @param host of the mail server
 * @param port 587 for STARTTLS, 465 for TLS from the first byte, 25 for neither
 * @param tls how the connection is encrypted
 * @param user whom to log in as; null for a server that wants no login
 * @param password null without a user
 * @param from the sender
 * @param to who gets it; never empty
 */
public record EmailConfig(
    String host,
    int port,
    Tls tls,
    @Nullable String user,
    @Nullable Secret password,
    String from,
    List<String> to)
    implements ReceiverKind {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.:-]{1,253}");

  /** {@code dba@example.com} or {@code GhostWatch <dba@example.com>}; no line breaks, no lists. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,190}|[^\\r\\n<>,;\"]{1,100} ?<[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,190}>");

  /** How a connection to a mail server is encrypted. */
  public enum Tls {
    /** Begins in plain text and must be encrypted before anything is told. */
    STARTTLS,
    /** Encrypted from the first byte. */
    TLS,
    /** In plain text. */
    NONE
  }

  public EmailConfig {
    to = List.copyOf(to);
  }

  @Override
  public String word() {
    return "email";
  }

  @Override
  public int usualRate() {
    return 0;
  }

  static Scalar<String> address() {
    return Kinds.matching(ADDRESS, Wording.of("config.kind.mailAddress"));
  }

  static final Section<EmailConfig> SECTION =
      Section.of(keys -> {
        Key<String> host =
            keys.required(
                "host", Kinds.matching(HOST, Wording.of("config.kind.host")), "smtp.example.com");
        Key<Integer> port = keys.key("port", Kinds.number(1, 65_535), "587");
        Key<Tls> tls = keys.key("tls", Kinds.choice(Tls.class), "starttls");
        Key<@Nullable String> user = keys.optional("user", Kinds.words());
        SecretKeys password = keys.secret("password");
        Key<String> from = keys.required("from", address(), "ghostwatch@example.com");
        Key<List<String>> to = keys.required("to", new ListOf<>(address()), "[dba@example.com]");
        return values -> {
          Recipients.mustBeSome(to, values);
          String name = values.of(user);
          Secret secret = password.in(values);
          if ((name == null) != (secret == null) && values.isSound()) {
            values.reject(user, Wording.of("config.rule.userAndPassword"));
          }
          return new EmailConfig(
              values.of(host),
              values.of(port),
              values.of(tls),
              name,
              secret,
              values.of(from),
              values.of(to));
        };
      });
}
