package dev.ghostwatch.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Takes the pictures of the documents from a demo that runs: its address and a folder are the
 * arguments. {@code scripts/pictures.sh} does the whole.
 */
public final class Pictures {
  private static final int SETTLED = 1500;

  /** A replica falls behind every few minutes of the demo, which are seconds of ours. */
  private static final int LONGEST_WAIT = 180_000;

  private Pictures() {}

  private record Picture(
      String name, String place, int width, int height, ColorScheme scheme, String locale) {}

  private static final List<Picture> PICTURES =
      List.of(
          new Picture("fleet", "#/fleet", 1280, 640, ColorScheme.LIGHT, "en-GB"),
          new Picture(
              "migration", "#/migrations/shop.customers", 1440, 960, ColorScheme.LIGHT, "en-GB"),
          new Picture(
              "migration-dark",
              "#/migrations/shop.customers",
              1440,
              960,
              ColorScheme.DARK,
              "en-GB"),
          new Picture(
              "migration-zh", "#/migrations/shop.customers", 1440, 960, ColorScheme.LIGHT, "zh-CN"),
          new Picture("phone", "#/migrations/shop.customers", 375, 812, ColorScheme.DARK, "en-GB"),
          new Picture("alerts", "#/alerts", 1280, 560, ColorScheme.DARK, "en-GB"));

  /** Takes them. */
  public static void main(String[] arguments) {
    String address = arguments[0];
    Path folder = Path.of(arguments[1]);
    Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    try (Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(Visit.CHROMIUM)
                        .setArgs(List.of("--no-sandbox")))) {
      // All at the same moment: a page each, which waits for it.
      List<Page> pages = PICTURES.stream().map(picture -> open(browser, address, picture)).toList();
      Page throttled = pages.get(1);
      throttled
          .locator("main .badge[data-state=throttled]")
          .waitFor(new Locator.WaitForOptions().setTimeout(LONGEST_WAIT));
      throttled.waitForTimeout(SETTLED);
      for (int i = 0; i < PICTURES.size(); i++) {
        pages
            .get(i)
            .screenshot(
                new Page.ScreenshotOptions()
                    .setType(ScreenshotType.PNG)
                    .setPath(folder.resolve(PICTURES.get(i).name() + ".png")));
      }
    }
  }

  private static Page open(Browser browser, String address, Picture picture) {
    Page page =
        browser.newPage(
            new Browser.NewPageOptions()
                .setViewportSize(picture.width(), picture.height())
                .setColorScheme(picture.scheme())
                .setLocale(picture.locale()));
    page.navigate(address + picture.place());
    page.locator("main h1").waitFor();
    if (picture.place().startsWith("#/migrations")) {
      page.locator(".uplot").first().waitFor();
    } else {
      page.locator("main .rows, main .list, main .empty").first().waitFor();
    }
    return page;
  }
}
