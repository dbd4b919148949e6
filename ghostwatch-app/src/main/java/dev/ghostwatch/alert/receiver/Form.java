package dev.ghostwatch.alert.receiver;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** A form as web pages post it. */
final class Form {
  private Form() {}

  static HttpRequest.Builder post(URI to, Map<String, String> fields) {
    return HttpCaller.post(
        to,
        "application/x-www-form-urlencoded; charset=utf-8",
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&")));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
