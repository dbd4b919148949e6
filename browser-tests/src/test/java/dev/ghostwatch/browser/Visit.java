package dev.ghostwatch.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A browser at the dashboard, which remembers what must not happen: errors, requests elsewhere. */
final class Visit implements AutoCloseable {
  static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  static {
    // A busy build machine is slower than a person is patient.
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
  }

  private final Playwright playwright;
  private final Browser browser;
  private final BrowserContext context;
  private final String address;
  private final List<String> complaints = new ArrayList<>();
  private boolean agentIsAway;

  private Visit(String address, int width, int height, ColorScheme scheme, String locale) {
    this.address = address;
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox")));
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setBypassCSP(false)
                .setLocale(locale));
    context.onRequest(request -> {
      if (!request.url().startsWith(address + "/")) {
        complaints.add("request to " + request.url());
      }
    });
    context.onWebError(error -> complaints.add("error in the page: " + error.error()));
    context.onConsoleMessage(message -> {
      boolean lost = agentIsAway && message.text().contains("net::ERR_");
      if (message.type().equals("error") && !lost) {
        complaints.add("console: " + message.text());
      }
    });
  }

  static Visit desktop(String address) {
    return new Visit(address, 1440, 900, ColorScheme.LIGHT, "en-GB");
  }

  static Visit desktopInTheDark(String address) {
    return new Visit(address, 1440, 900, ColorScheme.DARK, "en-GB");
  }

  static Visit phone(String address) {
    return new Visit(address, 375, 812, ColorScheme.DARK, "zh-CN");
  }

  /** A page at this place, such as {@code #/alerts}. */
  Page at(String place) {
    Page page = context.newPage();
    page.navigate(address + "/" + place);
    return page;
  }

  /** From here on it is no fault that the agent cannot be reached. */
  void agentIsAway(boolean away) {
    agentIsAway = away;
  }

  List<String> complaints() {
    return complaints;
  }

  /** What axe-core finds that is serious or critical: the rule, and where. */
  static List<String> accessibilityProblems(Page page) {
    // As if typed into the console: the policy of the page forbids it scripts of others.
    page.evaluate(axe());
    String found =
        (String)
            page.evaluate(
                "async () => JSON.stringify((await axe.run()).violations.filter(v => ['serious',"
                    + " 'critical'].includes(v.impact)).map(v => ({rule: v.id, at: v.nodes.map(n =>"
                    + " n.target.join(' ') + ' ' + (n.any[0]?.message ?? ''))})))");
    JsonArray violations = JsonParser.parseString(found).getAsJsonArray();
    List<String> problems = new ArrayList<>();
    violations.forEach(violation -> {
      JsonObject object = violation.getAsJsonObject();
      problems.add(object.get("rule").getAsString() + " at " + object.get("at"));
    });
    return problems;
  }

  private static String axe() {
    try (InputStream in = Visit.class.getResourceAsStream(AXE)) {
      assertThat(in).as(AXE).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether something sticks out at the right, so that the page would scroll sideways. */
  static boolean isTooWide(Page page) {
    return (boolean)
        page.evaluate(
            "() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
  }

  @Override
  public void close() {
    context.close();
    browser.close();
    playwright.close();
  }
}
