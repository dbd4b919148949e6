package dev.ghostwatch.web.page;

import dev.ghostwatch.web.route.Need;
import dev.ghostwatch.web.route.Problem;
import dev.ghostwatch.web.route.Route;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of the web page, which are resources of the program. Each is read when it is first
 * asked for and kept, compressed and not. Thread-safe.
 */
public final class PageFiles {
  private static final Pattern IMPORTS =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
  private static final String FOLDER = "/dev/ghostwatch/web/page/";
  private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9_.@-]*(/[A-Za-z0-9_][A-Za-z0-9_.@-]*)*";

  /** No file of the page has a longer name; matching one of thousands of folders takes a stack. */
  private static final int LONGEST_NAME = 100;

  private static final int NOT_FOUND = 404;
  private static final int NOT_MODIFIED = 304;

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final Map<String, File> known = new ConcurrentHashMap<>();

  /** A file as it is sent. */
  @SuppressWarnings("ArrayRecordComponent") // compared with no other
  private record File(String type, String policy, String tag, byte[] zipped, byte[] plain) {}

  /** The routes. */
  public List<Route> routes() {
    return List.of(
        Route.get("/", Need.NOTHING, "The web page.", request -> own(request, "index.html"))
            .gives(200, "text/html", "As asked.", "<!doctype html>"),
        Route.get(
                "/page/<file>",
                Need.NOTHING,
                "A file of the web page.",
                request -> own(request, request.pathParam("file")))
            .gives(200, "text/javascript", "As asked.", "")
            .refuses(NOT_FOUND, "The page has no such file."));
  }

  private void own(Context request, String name) {
    boolean isName = name.length() <= LONGEST_NAME && name.matches(NAME);
    answer(request, isName ? FOLDER + name : null);
  }

  private void answer(Context request, @Nullable String resource) {
    File file = resource == null ? null : file(resource);
    if (file == null) {
      Problem.answer(
          request,
          NOT_FOUND,
          "No such file",
          "The web page has no file " + request.path() + ". The page itself is at /.");
      return;
    }
    request.header("Content-Security-Policy", file.policy());
    request.header("ETag", file.tag());
    request.header("Vary", "Accept-Encoding");
    request.disableCompression();
    if (file.tag().equals(request.header("If-None-Match"))) {
      request.status(NOT_MODIFIED);
      return;
    }
    request.contentType(file.type());
    String accepted = request.header("Accept-Encoding");
    if (accepted != null && accepted.contains("gzip")) {
      request.header("Content-Encoding", "gzip").result(file.zipped());
    } else {
      request.result(file.plain());
    }
  }

  private @Nullable File file(String resource) {
    File ready = known.get(resource);
    if (ready != null) {
      return ready;
    }
    String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
    if (type == null) {
      return null;
    }
    try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        return null;
      }
      byte[] plain = in.readAllBytes();
      File file = new File(type, policy(type, plain), tag(plain), zipped(plain), plain);
      known.put(resource, file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource + " of the program itself", e);
    }
  }

  private static byte[] zipped(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 2 + 64);
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(plain);
    }
    return out.toByteArray();
  }

  private static String policy(String type, byte[] content) {
    String hash = "";
    if (type.startsWith("text/html")) {
      Matcher imports = IMPORTS.matcher(new String(content, StandardCharsets.UTF_8));
      if (imports.find()) {
        byte[] digest = digest(imports.group(1).getBytes(StandardCharsets.UTF_8));
        hash = " 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
      }
    }
    return policy(hash);
  }

  private static String tag(byte[] content) {
    return '"' + HexFormat.of().formatHex(digest(content), 0, 12) + '"';
  }

  private static byte[] digest(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("BUG: a JDK without SHA-256", e);
    }
  }

  /**
   * What the browser may do with the page: only what comes from this agent, no style in the text,
   * no frame, no plug-in, and of scripts in the text only the one whose hash is filled in, which
   * says where modules are.
   */
  private static String policy(String hash) {
    return ("default-src 'none'; script-src 'self'%s; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
        .formatted(hash);
  }
}
