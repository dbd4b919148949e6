package dev.ghostwatch.alert.receiver;

import java.time.Instant;

/**
 * Tencent Cloud's third signature, TC3-HMAC-SHA256, for a POST of JSON to {@code /} ({@code
 * cloud.tencent.com/document/api/382/52072}).
 *
 * @param keyId SecretId
 * @param keySecret SecretKey
 * @param service such as {@code sms}
 */
record TencentSigner(String keyId, String keySecret, String service) {
  private static final String ALGORITHM = "TC3-HMAC-SHA256";
  private static final String SIGNED = "content-type;host";
  static final String CONTENT_TYPE = "application/json; charset=utf-8";

  /** The header Authorization. */
  String authorization(String host, Instant at, String body) {
    String date = at.toString().substring(0, 10);
    String request =
        String.join(
            "\n",
            "POST",
            "/",
            "",
            "content-type:" + CONTENT_TYPE,
            "host:" + host,
            "",
            SIGNED,
            Signatures.sha256(body));
    String scope = date + "/" + service + "/tc3_request";
    String toSign =
        String.join(
            "\n",
            ALGORITHM,
            String.valueOf(at.getEpochSecond()),
            scope,
            Signatures.sha256(request));
    byte[] dateKey = Signatures.hmac("TC3" + keySecret, date);
    byte[] serviceKey = Signatures.hmac(dateKey, service);
    byte[] key = Signatures.hmac(serviceKey, "tc3_request");
    return ALGORITHM
        + " Credential="
        + keyId
        + "/"
        + scope
        + ", SignedHeaders="
        + SIGNED
        + ", Signature="
        + Signatures.hex(Signatures.hmac(key, toSign));
  }
}
