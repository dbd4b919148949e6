package dev.ghostwatch.config.receiver;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.MapOf;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.Wording;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * {@code sms-http}: short messages through any gateway that takes a POST.
 *
 * @param url of the gateway
 * @param headers sent besides GhostWatch's own
 * @param form the fields of the form that is posted, one request for each number; texts with {@code
 *     {to}} and {@code {text}}
 * @param success what the reply must contain for a message to count as taken; null when status 2xx
 *     is enough
 * @param longest letters of a message, at most
 * @param to telephone numbers; never empty
 */
public record SmsHttpConfig(
    Secret url,
    Map<String, Secret> headers,
    Map<String, String> form,
    @Nullable String success,
    int longest,
    List<String> to)
    implements ReceiverKind {

  public SmsHttpConfig {
    headers = new TreeMap<>(headers);
    form = new TreeMap<>(form);
    to = List.copyOf(to);
  }

  @Override
  public String word() {
    return "sms-http";
  }

  @Override
  public int usualRate() {
    return 0;
  }

  static final Section<SmsHttpConfig> SECTION =
      Section.of(keys -> {
        UrlKeys url = UrlKeys.declare(keys, "https://sms.example.com/send");
        Key<Map<String, Secret>> headers = keys.named("headers", Kinds.secret());
        Key<Map<String, String>> form =
            keys.key("form", new MapOf<>(Kinds.words()), "{to: \"{to}\", text: \"{text}\"}");
        Key<@Nullable String> success = keys.optional("success", Kinds.words());
        Key<Integer> longest = keys.key("longest", Kinds.number(20, 10_000), "300");
        Key<List<String>> to = Recipients.declare(keys, "13800000000");
        return values -> {
          Recipients.mustBeSome(to, values);
          String wanted = values.of(success);
          if (wanted != null && !isPattern(wanted)) {
            values.reject(success, wanted, Wording.of("config.rule.pattern"));
          }
          return new SmsHttpConfig(
              url.in(values),
              values.of(headers),
              values.of(form),
              wanted,
              values.of(longest),
              values.of(to));
        };
      });

  private static boolean isPattern(String text) {
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException _) {
      return false;
    }
  }
}
