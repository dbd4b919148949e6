package dev.ghostwatch.source.mysql;

/** Whether the connection to a server is encrypted; the configuration's {@code tls}. */
public enum TlsMode {
  /** Encrypted or not at all. */
  REQUIRED,
  /** Encrypted where the server can; plain text only on loopback or when it is allowed. */
  PREFERRED,
  /** Plain text. */
  DISABLED
}
