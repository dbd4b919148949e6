package dev.ghostwatch.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every view must be: usable by everybody, at any width, and safe whatever a table is called.
 */
class DashboardViewsTest {
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";
  private static final List<String> VIEWS =
      List.of("#/fleet", "#/alerts", "#/silences", "#/history", "#/analysis", "#/agent");
  private static final int MOST_BYTES = 400_000;

  @TempDir static Path folder;
  private static SimulatedRuns runs;
  private static AgentUnderTest agent;

  @BeforeAll
  static void start() throws Exception {
    runs = new SimulatedRuns(folder);
    runs.add("shop", "orders", "max-load", 5_000_000);
    runs.add("shop", "payments", "postponed", 2_000);
    runs.add("crm", HOSTILE, "healthy", 5_000_000);
    agent = new AgentUnderTest(folder);
    agent.start();
  }

  @AfterAll
  static void stop() throws Exception {
    agent.close();
    runs.close();
  }

  /**
   * Everything that is there to look at, and what axe-core, the width and the console say of it.
   */
  private static void eachView(Visit visit) {
    List<String> problems = new ArrayList<>();
    List<String> places = new ArrayList<>(VIEWS);
    places.add("#/migrations/shop.orders");
    for (String place : places) {
      Page page = visit.at(place);
      assertThat(page.locator("main h1")).isVisible();
      if (place.startsWith("#/migrations")) {
        assertThat(page.locator(".uplot").first()).isVisible();
        assertThat(page.locator("[data-setting=chunk-size] .value")).hasText("1000");
        page.locator("summary").click();
      }
      Visit.accessibilityProblems(page).forEach(found -> problems.add(place + ": " + found));
      if (Visit.isTooWide(page)) {
        problems.add(place + " is wider than the window");
      }
      page.close();
    }
    problems.addAll(visit.complaints());
    assertThat(problems).isEmpty();
  }

  @Test
  void isUsableByEverybodyInTheLight() {
    try (Visit visit = Visit.desktop(agent.address())) {
      eachView(visit);
    }
  }

  @Test
  void isUsableByEverybodyInTheDark() {
    try (Visit visit = Visit.desktopInTheDark(agent.address())) {
      eachView(visit);
    }
  }

  @Test
  void isUsableByEverybodyOnAPhoneInChinese() {
    try (Visit visit = Visit.phone(agent.address())) {
      eachView(visit);
      Page page = visit.at("#/fleet");
      assertThat(page.locator("main h1")).hasText("迁移");
      assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
    }
  }

  @Test
  void namesWithMarkupAreText() {
    try (Visit visit = Visit.desktop(agent.address())) {
      Page page = visit.at("#/fleet");
      page.onDialog(dialog -> {
        throw new AssertionError("a script ran: " + dialog.message());
      });
      page.getByText("crm." + HOSTILE).click();
      assertThat(page.locator("main h1")).hasText("crm." + HOSTILE);
      assertThat(page.locator(".uplot").first()).isVisible();
      assertThat(page.locator("main img")).hasCount(0);
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void aLogThatIsDroppedIsAnalysed() throws Exception {
    Path log = folder.resolve("dropped.log");
    Files.writeString(
        log,
        """
        2026-11-22 13:08:06 INFO starting gh-ost 1.1.10 (git commit: 1234)
        2026-11-22 13:08:06 INFO Migrating `shop`.`orders`
        Copy: 1000/2000 50.0%; Applied: 3; Backlog: 0/1000; Time: 10s(total), 9s(copy); streamer: mysql-bin.000001:4; Lag: 0.01s, HeartbeatLag: 0.02s, State: migrating; ETA: 9s
        2026-11-22 13:08:20 ERROR Error 1114: The table '<script>alert(1)</script>' is full
        2026-11-22 13:08:20 FATAL Error 1114: The table '<script>alert(1)</script>' is full
        """);
    try (Visit visit = Visit.desktop(agent.address())) {
      Page page = visit.at("#/analysis");
      page.locator("#log").setInputFiles(log);
      assertThat(page.locator("main")).containsText("shop.orders");
      assertThat(page.locator("main")).containsText("failed");
      assertThat(page.locator("main")).containsText("'<script>alert(1)</script>' is full");
      assertThat(Visit.accessibilityProblems(page)).isEmpty();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void theKeyboardReachesARunFromTheList() {
    try (Visit visit = Visit.desktop(agent.address())) {
      Page page = visit.at("#/fleet");
      assertThat(page.getByRole(AriaRole.LINK, named("shop.orders"))).isVisible();
      page.keyboard().press("Tab");
      assertThat(page.locator(".skip")).isFocused();
      page.keyboard().press("Enter");
      for (int i = 0; i < 10; i++) {
        page.keyboard().press("Tab");
        if ((boolean) page.evaluate("() => document.activeElement.textContent === 'shop.orders'")) {
          break;
        }
      }
      page.keyboard().press("Enter");
      assertThat(page.locator("main h1")).hasText("shop.orders");
    }
  }

  /** Ticks half a minute apart once had each minute twice. */
  @Test
  void noTwoTicksOfATimeAxisSayTheSame() {
    try (Visit visit = Visit.desktop(agent.address())) {
      Page page = visit.at("#/migrations/shop.orders");
      assertThat(page.locator(".uplot").first()).isVisible();
      for (int seconds : List.of(1, 5, 30, 60, 600, 7200, 43_200, 86_400)) {
        Object labels =
            page.evaluate(
                "step => import('/page/parts/chart.js').then(({clockTicks}) =>"
                    + " clockTicks(null, Array.from({length: 11},"
                    + " (_, i) => new Date(2026, 10, 27).getTime() / 1000 + i * step)))",
                seconds);
        assertThat((List<?>) labels).hasSize(11);
        if (seconds != 43_200) {
          assertThat((List<?>) labels).as("every %d s", seconds).doesNotHaveDuplicates();
        } else {
          // Noon of each day stands behind the date of that day.
          assertThat(((List<?>) labels).subList(0, 4))
              .isEqualTo(List.of("11-27", "12:00", "11-28", "12:00"));
        }
      }
    }
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  @Test
  void theFirstViewIsSmall() {
    try (Visit visit = Visit.desktop(agent.address())) {
      Page page = visit.at("");
      assertThat(page.locator("table.fleet tbody tr")).hasCount(3);
      // As the browser counts them: bodies as they were sent, compressed, and their heads.
      Function<String, Number> sum =
          field ->
              (Number)
                  page.evaluate(
                      "field => performance.getEntriesByType('resource').concat("
                          + "performance.getEntriesByType('navigation'))"
                          + ".reduce((sum, entry) => sum + entry[field], 0)",
                      field);
      int bytes = sum.apply("transferSize").intValue();
      Number shown =
          (Number)
              page.evaluate(
                  "() => performance.getEntriesByName('first-contentful-paint')[0].startTime");
      System.out.println("first view: " + bytes + " bytes, painted after " + shown + " ms");
      assertThat(bytes).isBetween(10_000, MOST_BYTES);
      assertThat(sum.apply("encodedBodySize").intValue())
          .isLessThan(sum.apply("decodedBodySize").intValue());
    }
  }

  @Test
  void aPageLeftOpenForDaysHoldsFewSamplesAndTheirPeaks() {
    try (Visit visit = Visit.desktop(agent.address())) {
      Page page = visit.at("");
      // Four days of a sample a second, with one peak on the first of them.
      Object held =
          page.evaluate(
              """
              async () => {
                const { Series } = await import("/page/core/series.js");
                const series = new Series();
                for (let at = 0; at < 4 * 86400; at++) {
                  series.push({ at, lagSeconds: at === 1000 ? 77 : 0.1, rowsCopied: at });
                }
                return [series.length <= 3600, Math.max(...series.columns.lagSeconds),
                  series.columns.rowsCopied.at(-1), series.columns.lagSeconds.length === series.length,
                  series.at.every((at, i) => i === 0 || at > series.at[i - 1])].join(" ");
              }
              """);
      assertThat(held).isEqualTo("true 77 345599 true true");
    }
  }

  @Test
  void theBrowserIsToldToTrustNothingElse() {
    try (Visit visit = Visit.desktop(agent.address())) {
      Page page = visit.at("");
      Response answer = page.reload();
      assertThat(answer.headerValue("Content-Security-Policy"))
          .contains("default-src 'none'", "frame-ancestors 'none'", "script-src 'self' 'sha256-")
          .doesNotContain("unsafe");
      assertThat(page.locator("table.fleet")).isVisible();
      assertThat(visit.complaints()).isEmpty();
    }
  }
}
