package dev.ghostwatch.alert.receiver;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Aliyun's third signature, ACS3-HMAC-SHA256, for a request whose parameters are all in its query
 * ({@code help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature}).
 *
 * @param keyId AccessKey ID
 * @param keySecret AccessKey secret
 */
record AliyunSigner(String keyId, String keySecret) {
  private static final String ALGORITHM = "ACS3-HMAC-SHA256";

  /** Of no body. */
  static final String NO_BODY = Signatures.sha256("");

  /** The query, its parameters in order and encoded as the signature wants them. */
  static String query(Map<String, String> parameters) {
    return new TreeMap<>(parameters)
        .entrySet().stream()
            .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /**
   * The header Authorization of a POST to {@code /} without a body.
   *
   * @param headers {@code host} and all {@code x-acs-…}, their names in lower case
   */
  String authorization(String query, SortedMap<String, String> headers) {
    String signed = String.join(";", headers.keySet());
    String canonical =
        headers.entrySet().stream()
            .map(each -> each.getKey() + ":" + each.getValue().strip() + "\n")
            .collect(Collectors.joining());
    String request = String.join("\n", "POST", "/", query, canonical, signed, NO_BODY);
    String toSign = ALGORITHM + "\n" + Signatures.sha256(request);
    return ALGORITHM
        + " Credential="
        + keyId
        + ",SignedHeaders="
        + signed
        + ",Signature="
        + Signatures.hex(Signatures.hmac(keySecret, toSign));
  }
}
